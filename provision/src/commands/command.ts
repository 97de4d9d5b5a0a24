import type { ReadStream } from 'node:tty';

import type { Problem } from '../source/problem.ts';

/** What a command is given: the outside world, so that a test gives it another one. */
export interface CommandContext {
  /** The folder that holds lab.yml and the workspaces. */
  readonly root: string;
  readonly currentDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly output: Output;
  /** What the user types. */
  readonly input: ReadStream;
  /** Aborted when the user asks to stop: end in order. */
  readonly stop: AbortSignal;
  /** Aborted when the user asks again: the process ends right behind it, so only take down what would stay. */
  readonly kill: AbortSignal;
}

/** Where a command writes. */
export interface Output {
  /** What was asked for. */
  readonly print: (text: string) => void;
  /** What happens meanwhile. */
  readonly note: (text: string) => void;
  /** Lines that the next ones replace; undefined takes them away. Does nothing outside a terminal. */
  readonly progress: (text: string | undefined) => void;
  readonly useColor: boolean;
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly rows: number;
}

/** How a command ended; `cli.ts` alone makes an exit code of it. */
export type Outcome =
  | { readonly status: 'done' }
  /** It ran, and what it was to show does not hold. */
  | { readonly status: 'failed' }
  /** It ran as far as it could; a machine could not be reached. */
  | { readonly status: 'unreachable' }
  | { readonly status: 'interrupted' }
  /** The command line is wrong in a way that only the command itself could tell. */
  | { readonly status: 'bad-command-line'; readonly mistakes: readonly string[] }
  /** Nothing was begun: these have to be mended first. */
  | {
      readonly status: 'bad-files';
      readonly problems: readonly Problem[];
      readonly textOf: (file: string) => string | undefined;
    };
