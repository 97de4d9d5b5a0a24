/** Who waits for a fetch. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FetchProgress) => void;
  /** Something has to be waited for: another process, a server that was lost. */
  readonly onWaiting: (reason: string) => void;
}

export interface FetchProgress {
  readonly what: string;
  readonly doneBytes: number;
  readonly totalBytes: number | undefined;
}
