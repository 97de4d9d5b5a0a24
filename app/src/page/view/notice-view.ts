import { type Clock, type Countdown, startCountdown } from '../countdown.ts';
import type { Notice } from '../wording.ts';
import { elementById } from './element.ts';

/** The box that says why there is no answer. */
export type NoticeView = {
  /** Shows a notice and counts its wait down; comes back with its words, to be said once. */
  readonly show: (notice: Notice) => string;
  readonly hide: () => void;
};

/** The view of the notice; `announce` speaks to screen readers, which shall not hear every second. */
export function createNoticeView(announce: (text: string) => void, clock: Clock): NoticeView {
  const box = elementById('notice', HTMLElement);
  const title = elementById('notice-title', HTMLElement);
  const text = elementById('notice-text', HTMLElement);
  let countdown: Countdown | undefined;
  return {
    show: (notice) => {
      countdown?.stop();
      countdown = undefined;
      box.hidden = false;
      title.textContent = notice.title;
      const firstWords = notice.text(notice.waitSeconds ?? 0);
      text.textContent = firstWords;
      if (notice.waitSeconds !== undefined && notice.waitSeconds > 0) {
        const onTick = (left: number): void => {
          text.textContent = notice.text(left);
        };
        const onEnd = (): void => {
          title.textContent = 'You can check again';
          text.textContent = 'The wait is over.';
          announce('The wait is over: you can check again.');
        };
        countdown = startCountdown(notice.waitSeconds, { onTick, onEnd }, clock);
      }
      return `${notice.title}. ${firstWords}`;
    },
    hide: () => {
      countdown?.stop();
      countdown = undefined;
      box.hidden = true;
    },
  };
}
