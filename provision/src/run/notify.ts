import type { Task } from '../playbook/task.ts';
import { problem } from '../source/problem.ts';
import type { TaskContext } from './context.ts';
import { EvaluationError, evaluate, mismatch } from './evaluate.ts';
import type { Evaluator } from './evaluate.ts';
import { handlersOf } from './handler-names.ts';
import type { HostState } from './host-state.ts';
import { writeNotes } from './notes.ts';
import { notesAt } from './notes-place.ts';
import type { Site } from './site.ts';
import { playNameOf } from './title.ts';
import { CommandError } from '../transport/errors.ts';

/** What a task notifies if it changes something. @throws {EvaluationError} also for what no handler answers to */
export function topicsOf({ task, batch, state }: TaskContext<Task>, over: Evaluator): readonly string[] {
  const topics = task.notify.flatMap((value) => {
    const rendered = evaluate(value, over);
    const texts: readonly unknown[] = Array.isArray(rendered) ? rendered : [rendered];
    return texts.map((text) => {
      if (typeof text !== 'string') throw mismatch('the name of a handler', text, value);
      if (handlersOf(text, { batch, state }).length > 0) return text;
      const message = `no handler of the play is called \`${text}\` or listens to it`;
      throw new EvaluationError([problem('unknown-handler', message, value.place)]);
    });
  });
  return [...new Set(topics)];
}

/** Notes on the machine what is about to be notified: should the run be killed, the next one knows. */
export async function writeDownTopics(
  context: TaskContext<Task>,
  { isCheck }: Pick<Site, 'isCheck'>,
  topics: readonly string[],
): Promise<void> {
  const { batch, state, title } = context;
  const known = new Set([...state.noted].map(({ topic }) => topic));
  const missing = topics.filter((topic) => !known.has(topic));
  if (isCheck || missing.length === 0) return;
  const play = playNameOf(batch.play, batch.run.plan);
  const notes = missing.map((topic) => ({ topic, play, task: title.name }));
  try {
    await writeNotes(notes, notesAt(batch, state));
    for (const note of notes) state.noted.add(note);
  } catch (error) {
    // The change itself may still be possible, and is what was asked for.
    if (!(error instanceof CommandError)) throw error;
    batch.run.reporter.emit({ type: 'note', host: state.host.name, text: error.message });
  }
}

/** Remembers a notification until its handlers have run. One that came before is as good as new. */
export function notify(
  { notified }: HostState,
  topic: string,
  { doubtfulAfter }: { readonly doubtfulAfter?: string | undefined } = {},
): void {
  const before = notified.get(topic);
  const isCertain =
    doubtfulAfter === undefined || (before !== undefined && before.doubtfulAfter === undefined);
  notified.set(topic, { done: new Set(), doubtfulAfter: isCertain ? undefined : doubtfulAfter });
}
