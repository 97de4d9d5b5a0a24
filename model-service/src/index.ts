export { ModelManifest } from './model/manifest.ts';
export { loadModel } from './model/model.ts';
export type { Model, Scores } from './model/model.ts';
export { ModelError, modelErrorCodes } from './model/model-error.ts';
export type { ModelErrorCode } from './model/model-error.ts';
export { selfTest } from './model/self-test.ts';
