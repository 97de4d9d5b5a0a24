import { bytes, int } from './protobuf.ts';
import type { Field } from './protobuf.ts';

/** A free dimension has a name. */
export type Shape = readonly (number | string)[];

const FLOAT = 1;
const INT32 = 6;
const INT64 = 7;
const ATTRIBUTE_INT = 2;

export interface TinyGraph {
  readonly input: string;
  readonly inputShape: Shape;
  readonly output: string;
  /** A weight for each id; a row's logit is the sum over its ids. */
  readonly weights: readonly number[];
  /** Whether the logits keep their second dimension, so that the output has another shape. */
  readonly keepsDimension?: boolean;
  readonly opset?: number;
}

/** An ONNX file (field numbers: onnx.proto3 of ONNX 1.12) that looks each id up and adds the weights of a row. */
export function tinyOnnx(graph: TinyGraph): Uint8Array {
  const { input, inputShape, output, weights, keepsDimension = false, opset = 17 } = graph;
  const outputShape = keepsDimension ? ['batch', 1] : ['batch'];
  const weightBytes = Buffer.from(new Float32Array(weights).buffer);
  const axesBytes = Buffer.from(new BigInt64Array([1n]).buffer);
  const keepDimensions = [bytes(1, 'keepdims'), int(3, keepsDimension ? 1 : 0), int(20, ATTRIBUTE_INT)];
  const body = [
    bytes(1, node('Gather', ['weights', input], 'looked_up')),
    bytes(1, [...node('ReduceSum', ['looked_up', 'axes'], output), bytes(5, keepDimensions)]),
    bytes(2, 'tiny'),
    bytes(5, tensor('weights', [weights.length], FLOAT, weightBytes)),
    bytes(5, tensor('axes', [1], INT64, axesBytes)),
    bytes(11, value(input, INT32, inputShape)),
    bytes(12, value(output, FLOAT, outputShape)),
  ];
  return Buffer.concat([int(1, 8), bytes(7, body), bytes(8, [bytes(1, ''), int(2, opset)])]);
}

function node(operator: string, inputs: readonly string[], output: string): Field[] {
  return [...inputs.map((name) => bytes(1, name)), bytes(2, output), bytes(4, operator)];
}

function tensor(name: string, shape: readonly number[], type: number, raw: Uint8Array): Field[] {
  return [...shape.map((size) => int(1, size)), int(2, type), bytes(8, name), bytes(9, raw)];
}

function value(name: string, type: number, shape: Shape): Field[] {
  const dimensions = shape.map((size) =>
    bytes(1, [typeof size === 'number' ? int(1, size) : bytes(2, size)]),
  );
  return [bytes(1, name), bytes(2, [bytes(1, [int(1, type), bytes(2, dimensions)])])];
}
