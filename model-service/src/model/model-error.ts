/** Why a model directory cannot be served; the README has a row for each. */
export type ModelErrorCode =
  | 'model-missing'
  | 'manifest-invalid'
  | 'model-changed'
  | 'model-unreadable'
  | 'model-signature'
  | 'model-output'
  | 'self-test-failed';

/** Thrown when a model cannot be loaded or gives what its manifest excludes. The message names the file and the fault. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}
