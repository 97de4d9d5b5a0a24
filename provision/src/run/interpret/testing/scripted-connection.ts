import type { Command } from '../../../shell/command.ts';
import type { Connection, Output } from '../../../transport/connection.ts';

/** A connection that answers from a list; an error in it is thrown. What was asked is kept. */
export interface ScriptedConnection {
  readonly connection: Connection;
  /** The scripts of each round trip. */
  readonly asked: readonly (readonly string[])[];
  readonly resets: () => number;
}

/** Standard output of each script, in order of the round trips; `hang` answers nothing until the signal aborts. */
export type Answer = readonly string[] | Error | 'hang';

export function scriptedConnection(answers: readonly Answer[], host = 'node1'): ScriptedConnection {
  const left = [...answers];
  const asked: string[][] = [];
  let resetCount = 0;
  const refuse = (): never => {
    throw new Error('this connection only answers questions');
  };
  const connection: Connection = {
    host,
    lockFiles: [],
    get roundTrips() {
      return asked.length;
    },
    ask: async (scripts: readonly Command[], { signal }) => {
      asked.push(scripts.map(({ text }) => text));
      const answer = left.shift();
      if (answer === undefined) throw new Error('no answer is left');
      if (answer instanceof Error) throw answer;
      if (answer === 'hang') {
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason as Error));
        });
      }
      return answer.map(outputOf);
    },
    execute: refuse,
    send: refuse,
    receive: refuse,
    hold: refuse,
    warm: refuse,
    reset: () => {
      resetCount += 1;
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  return { connection, asked, resets: () => resetCount };
}

function outputOf(stdout: string): Output {
  return {
    exitCode: 0,
    signal: undefined,
    stdout: Buffer.from(stdout),
    stderr: Buffer.alloc(0),
    hasTimedOut: false,
    durationMs: 1,
  };
}
