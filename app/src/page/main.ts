import type { Clock } from './countdown.ts';
import { createHistoryStorage } from './history-storage.ts';
import { featuresOf } from './release-features.ts';
import { startSession } from './session.ts';
import { elementById } from './view/element.ts';
import { createFeedbackView } from './view/feedback-view.ts';
import { createFormView } from './view/form-view.ts';
import { createHistoryView } from './view/history-view.ts';
import { createNoticeView } from './view/notice-view.ts';
import { createVerdictView } from './view/verdict-view.ts';
import { showVersions } from './view/versions-view.ts';

const clock: Clock = {
  now: () => Date.now(),
  every: (intervalMs, callback) => {
    const timer = setInterval(callback, intervalMs);
    return { stop: () => clearInterval(timer) };
  },
};
const announcement = elementById('announcement', HTMLElement);
const announce = (text: string): void => {
  announcement.textContent = text;
};
const features = featuresOf(document.documentElement.dataset['release']);

startSession({
  features,
  surroundings: { fetch: (input, init) => fetch(input, init), now: clock.now },
  storage: createHistoryStorage(() => sessionStorage),
  form: createFormView(),
  verdict: createVerdictView(features),
  feedback: createFeedbackView(),
  notice: createNoticeView(announce, clock),
  history: createHistoryView(),
  showVersions,
  announce,
});
