import { type Surroundings, postJson } from './ask.ts';
import { type Failure, failureOf, failureOfError } from './failure.ts';
import type { Verdict } from './verdict.ts';

/** Whether the reader takes the verdict to be right. */
export type Vote = 'agree' | 'disagree';

/** Sends a vote on a verdict; undefined when it was taken. Never rejects. */
export async function sendVote(
  vote: Vote,
  judged: { readonly url: string; readonly verdict: Verdict },
  surroundings: Surroundings,
): Promise<Failure | undefined> {
  const { label, versions } = judged.verdict;
  try {
    const response = await postJson(
      `/${vote}`,
      { input: judged.url, label, model: versions.model },
      surroundings,
    );
    return response.ok ? undefined : await failureOf(response, surroundings.now());
  } catch (error) {
    return failureOfError(error);
  }
}
