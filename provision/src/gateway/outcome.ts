/** Envoy's short words for what happened to a request beside its status; `-`: nothing worth a word. */
export type ResponseFlags =
  | '-'
  /** No route. */
  | 'NR'
  /** Rate limited. */
  | 'RL'
  /** No healthy upstream. */
  | 'UH'
  /** Upstream connection failure; with URX the retries are used up, too. */
  | 'UF'
  | 'URX,UF'
  /** Upstream connection broke. */
  | 'UC'
  /** Upstream time-out. */
  | 'UT'
  /** Downstream (the client) went away. */
  | 'DC';

/** How a request ended. */
export interface Outcome {
  /** The status that the client got; 0 where it left before. */
  readonly status: number;
  readonly flags: ResponseFlags;
}
