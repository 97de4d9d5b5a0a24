/** What the doctor found about one thing. */
export interface Finding {
  /** ok: as it should be; advice: it works, or may not matter; problem: the lab on machines cannot start so. */
  readonly level: 'ok' | 'advice' | 'problem';
  /** What was looked at, two words at most. */
  readonly subject: string;
  readonly text: string;
  /** What to do about it; there unless all is well. */
  readonly cure?: string;
}

export function ok(subject: string, text: string): Finding {
  return { level: 'ok', subject, text };
}

export function advice(subject: string, text: string, cure: string): Finding {
  return { level: 'advice', subject, text, cure };
}

export function problem(subject: string, text: string, cure: string): Finding {
  return { level: 'problem', subject, text, cure };
}
