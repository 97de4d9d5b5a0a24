import { formatProbability } from '../percentage.ts';
import type { ReleaseFeatures } from '../release-features.ts';
import type { Verdict } from '../verdict.ts';
import { visibleText } from '../visible-text.ts';
import { VERDICT_WORDS, adviseOn, describeBar } from '../wording.ts';
import { elementById } from './element.ts';
import { showExplanation } from './explanation-view.ts';

/** The card with the answer. */
export type VerdictView = {
  readonly show: (url: string, verdict: Verdict) => void;
  readonly hide: () => void;
};

/** The view of the verdict; what it shows beside the plain verdict depends on the release. */
export function createVerdictView(features: ReleaseFeatures): VerdictView {
  const card = elementById('result', HTMLElement);
  return {
    show: (url, verdict) => {
      card.hidden = false;
      card.dataset['label'] = verdict.label;
      elementById('verdict', HTMLElement).textContent = VERDICT_WORDS[verdict.label];
      elementById('probability', HTMLElement).textContent = formatProbability(verdict.probability);
      elementById('specimen', HTMLElement).textContent = visibleText(url);
      elementById('advice', HTMLElement).textContent = adviseOn(verdict);
      if (features.hasProbabilityBar) showBar(verdict);
      if (features.hasExplanation) showExplanation(verdict.explanation);
      // On a small screen the card begins below the fold.
      elementById('verdict', HTMLElement).scrollIntoView({ block: 'nearest' });
    },
    hide: () => {
      card.hidden = true;
    },
  };
}

function showBar(verdict: Verdict): void {
  const bar = elementById('bar', HTMLElement);
  bar.hidden = false;
  bar.style.setProperty('--probability', `${verdict.probability * 100}%`);
  bar.style.setProperty('--threshold', `${verdict.threshold * 100}%`);
  elementById('bar-text', HTMLElement).textContent = describeBar(verdict);
}
