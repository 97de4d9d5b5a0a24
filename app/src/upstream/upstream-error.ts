/** Why there is no answer of model-service. */
export type UpstreamFault =
  /** No connection came about; not one byte had left. */
  | 'unreachable'
  /** The connection broke after bytes had left. */
  | 'cut'
  /** The deadline passed. */
  | 'timeout'
  /** What came back was no HTTP, or longer than any answer of a model-service. */
  | 'garbled';

/** Thrown where model-service gave no answer; its cause is the error of the last try. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly fault: UpstreamFault;

  constructor(fault: UpstreamFault, cause: unknown) {
    super(`No answer of model-service: ${fault}`, { cause });
    this.fault = fault;
  }
}
