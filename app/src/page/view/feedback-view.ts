import type { Vote } from '../vote.ts';
import { elementById } from './element.ts';

/** The question whether the verdict is right. */
export type FeedbackView = {
  readonly onVote: (listener: (vote: Vote) => void) => void;
  /** Ready for a vote on a new verdict. */
  readonly reset: () => void;
  /** Shows the vote that was taken; there is no second one. */
  readonly showTaken: (vote: Vote, words: string) => void;
  /** Says why a vote was not taken. */
  readonly showFailure: (words: string) => void;
};

/** The view of the feedback buttons in the page's HTML. */
export function createFeedbackView(): FeedbackView {
  const buttons: Readonly<Record<Vote, HTMLButtonElement>> = {
    agree: elementById('agree', HTMLButtonElement),
    disagree: elementById('disagree', HTMLButtonElement),
  };
  const text = elementById('feedback-text', HTMLElement);
  const setButtons = (chosen: Vote | undefined): void => {
    for (const [vote, button] of Object.entries(buttons)) {
      button.setAttribute('aria-pressed', String(vote === chosen));
      button.setAttribute('aria-disabled', String(chosen !== undefined));
    }
  };
  return {
    onVote: (listener) => {
      buttons.agree.addEventListener('click', () => listener('agree'));
      buttons.disagree.addEventListener('click', () => listener('disagree'));
    },
    reset: () => {
      setButtons(undefined);
      text.textContent = '';
    },
    showTaken: (vote, words) => {
      setButtons(vote);
      text.textContent = words;
    },
    showFailure: (words) => {
      text.textContent = words;
    },
  };
}
