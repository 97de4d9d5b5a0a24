/** Why a model cannot be served, with what each code means; the README has a row for each, a test keeps both in step. */
export const modelErrorCodes = {
  'model-missing': 'the directory or a file cannot be read',
  'manifest-invalid': 'manifest.json is not JSON or not of the schema',
  'model-changed': "a file's size or SHA-256 is not the manifest's",
  'model-unreadable': 'onnxruntime refuses the graph: truncated, foreign, an opset of the future',
  'model-signature': 'another input or output than the manifest declares',
  'model-output': 'a run fails, or gives something that is not a finite number for each row',
  'self-test-failed': 'an example has another label or probability',
} as const satisfies Record<string, string>;

export type ModelErrorCode = keyof typeof modelErrorCodes;

/** Thrown when a model cannot be loaded or gives what its manifest excludes. The message names the file and the fault. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}
