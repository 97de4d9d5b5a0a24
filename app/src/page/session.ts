import { readAddress } from './address.ts';
import { describeAllowance } from './allowance.ts';
import { type Answer, type Surroundings, askForVerdict } from './ask.ts';
import { type Entry, addEntry, recordVote } from './history.ts';
import type { HistoryStorage } from './history-storage.ts';
import type { ReleaseFeatures } from './release-features.ts';
import type { Verdict } from './verdict.ts';
import type { FeedbackView } from './view/feedback-view.ts';
import type { FormView } from './view/form-view.ts';
import type { HistoryView } from './view/history-view.ts';
import type { NoticeView } from './view/notice-view.ts';
import type { VerdictView } from './view/verdict-view.ts';
import type { Versions } from './versions.ts';
import { type Vote, sendVote } from './vote.ts';
import { VOTE_WORDS, describeFailure, sayVerdict } from './wording.ts';

/** Everything a session talks to. */
export type SessionParts = {
  readonly features: ReleaseFeatures;
  readonly surroundings: Surroundings;
  readonly storage: HistoryStorage;
  readonly form: FormView;
  readonly verdict: VerdictView;
  readonly feedback: FeedbackView;
  readonly notice: NoticeView;
  readonly history: HistoryView;
  readonly showVersions: (versions: Versions) => void;
  /** Speaks to screen readers. */
  readonly announce: (text: string) => void;
};

type Judged = { readonly url: string; readonly verdict: Verdict; readonly checkedAtMs: number };

/** Joins what the reader does with what the service answers, for as long as the page is open. */
export function startSession(parts: SessionParts): void {
  const { features, surroundings, storage, form, announce } = parts;
  let entries: readonly Entry[] = storage.load();
  let judged: Judged | undefined;
  let isChecking = false;
  let isVoting = false;
  let hasVoted = false;

  const setEntries = (next: readonly Entry[]): void => {
    entries = next;
    storage.save(entries);
    parts.history.show(entries);
  };

  const showVerdict = (url: string, verdict: Verdict): void => {
    judged = { url, verdict, checkedAtMs: surroundings.now() };
    parts.verdict.show(url, verdict);
    parts.feedback.reset();
    hasVoted = false;
    if (features.hasVersionBadge) parts.showVersions(verdict.versions);
    const { label, probability } = verdict;
    setEntries(
      addEntry(entries, { url, label, probability, checkedAtMs: judged.checkedAtMs, vote: undefined }),
    );
    announce(sayVerdict(verdict));
  };

  const showAnswer = (url: string, answer: Answer): void => {
    if (answer.kind === 'verdict') {
      form.showAllowance(describeAllowance(answer.allowance));
      showVerdict(url, answer.verdict);
      return;
    }
    judged = undefined;
    parts.verdict.hide();
    if (answer.kind === 'refused') {
      announce('');
      form.showError(answer.reason);
      return;
    }
    form.showAllowance(answer.kind === 'limited' ? describeAllowance(answer.allowance) : '');
    announce(parts.notice.show(describeFailure(answer)));
  };

  const check = async (typed: string): Promise<void> => {
    if (isChecking) return;
    const address = readAddress(typed);
    form.showError(address.isValid ? '' : address.reason);
    if (!address.isValid) return;
    isChecking = true;
    form.setBusy(true);
    parts.notice.hide();
    announce('Checking…');
    const answer = await askForVerdict(address.url, features.hasExplanation, surroundings);
    isChecking = false;
    form.setBusy(false);
    showAnswer(address.url, answer);
  };

  const takeVote = async (vote: Vote): Promise<void> => {
    const subject = judged;
    if (subject === undefined || isVoting || hasVoted) return;
    isVoting = true;
    const failure = await sendVote(vote, subject, surroundings);
    isVoting = false;
    if (failure === undefined) setEntries(recordVote(entries, subject.checkedAtMs, vote));
    if (judged !== subject) return;
    if (failure === undefined) {
      hasVoted = true;
      parts.feedback.showTaken(vote, `Thank you. ${VOTE_WORDS[vote]}`);
      return;
    }
    const { title, text, waitSeconds } = describeFailure(failure);
    parts.feedback.showFailure(`Not sent. ${title}: ${text(waitSeconds ?? 0)}`);
  };

  form.onSubmit((typed) => void check(typed));
  parts.feedback.onVote((vote) => void takeVote(vote));
  parts.history.onClear(() => {
    setEntries([]);
    form.focus();
    announce('History cleared.');
  });
  parts.history.show(entries);
}
