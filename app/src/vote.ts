/** Whether a reader takes a verdict to be right; also the paths `/agree` and `/disagree`. */
export const VOTES = ['agree', 'disagree'] as const;
/** One of them. */
export type Vote = (typeof VOTES)[number];
