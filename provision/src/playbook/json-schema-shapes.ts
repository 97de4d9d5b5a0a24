import type { Level, Shape } from './keyword.ts';
import { LOOP_CONTROL } from './keywords.ts';

/** A part of a JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What stands in a list of tasks: an editor need not tell them apart to complete their keys. */
export const NODE_LEVELS: readonly Level[] = ['task', 'block', 'parallel', 'include', 'import'];

/** A text with a template in it may stand for a value of any type. */
export const TEMPLATE: JsonSchema = { type: 'string', pattern: '\\{\\{' };

const TEXT: JsonSchema = { type: ['string', 'number'] };
const TEXTS: JsonSchema = { anyOf: [TEXT, { type: 'array', items: TEXT }] };
const CONDITION: JsonSchema = { type: ['boolean', 'string'] };
const SERIAL: JsonSchema = { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'string' }] };

/** The values of keywords, by their shape. */
export const SHAPES: Readonly<Record<Shape, JsonSchema>> = {
  text: TEXT,
  boolean: {
    anyOf: [{ type: 'boolean' }, { enum: ['yes', 'no', 'on', 'off'] }, TEMPLATE],
  },
  number: { anyOf: [{ type: 'number', minimum: 0 }, TEMPLATE] },
  any: {},
  condition: { anyOf: [CONDITION, { type: 'array', items: CONDITION }] },
  texts: TEXTS,
  variables: { type: ['object', 'null'], propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' } },
  environment: { anyOf: [{ type: 'object' }, { type: 'array' }, TEMPLATE] },
  loop: { anyOf: [{ type: 'array' }, TEMPLATE] },
  'loop-control': {
    type: 'object',
    properties: Object.fromEntries(LOOP_CONTROL.map(({ name, summary }) => [name, { description: summary }])),
    additionalProperties: false,
  },
  serial: { anyOf: [SERIAL, { type: 'array', items: SERIAL }] },
  strategy: { enum: ['linear'] },
  connection: { enum: ['ssh', 'local'] },
  arguments: { type: 'object' },
  tasks: { type: ['array', 'null'], items: { $ref: '#/definitions/task' } },
  handlers: { type: ['array', 'null'], items: { $ref: '#/definitions/handler' } },
};
