// The only way to onnxruntime in this package: the import order is the point.
import './no-telemetry.ts';

export { InferenceSession, Tensor } from 'onnxruntime-node';
