/** Something that is not as it should be. */
export interface Trouble {
  /** A machine, `node/NAME` or `pod/NAMESPACE/NAME`. */
  readonly where: string;
  readonly what: string;
  /** The command that shows more. */
  readonly look?: string;
}

/** One thing that was looked at, and how it is in a word or two. */
export interface StatusRow {
  readonly name: string;
  readonly state: string;
  readonly details: string;
}

/** Rows of one kind, and what is wrong with them. */
export interface StatusPart {
  readonly title: string;
  readonly rows: readonly StatusRow[];
  readonly troubles: readonly Trouble[];
}
