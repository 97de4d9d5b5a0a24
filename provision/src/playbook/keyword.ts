/** Where in a playbook a keyword may stand. */
export type Level = 'play' | 'block' | 'parallel' | 'task' | 'handler' | 'include' | 'import';

/** What a keyword's value looks like; the JSON Schema for editors is made from it. */
export type Shape =
  | 'text'
  | 'boolean'
  | 'number'
  | 'any'
  | 'condition'
  | 'texts'
  | 'variables'
  | 'environment'
  | 'loop'
  | 'loop-control'
  | 'serial'
  | 'strategy'
  | 'connection'
  | 'arguments'
  | 'tasks'
  | 'handlers';

/** A word that plays, blocks or tasks know. */
export interface Keyword {
  readonly name: string;
  readonly on: readonly Level[];
  readonly shape: Shape;
  /** What it does, one sentence. */
  readonly summary: string;
  readonly default?: string;
}
