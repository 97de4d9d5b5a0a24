import { readFile } from 'node:fs/promises';

import { Ajv } from 'ajv';
import { parseAllDocuments } from 'yaml';

import type { Fact, Json } from './fact.ts';

/** Says what an API server with these CRDs would say about an object; undefined where it would take it. */
export type Validator = (object: Json) => string | undefined;

interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly deprecated?: boolean;
      readonly schema: { readonly openAPIV3Schema: Json };
    }[];
  };
}

/**
 * A strict reader of a file of CRDs: an unknown field is an error wherever the schema does not ask to keep such,
 * and so is a version that is deprecated. Rules in CEL are not evaluated.
 */
export async function crdValidator(path: string): Promise<Validator> {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: false,
    code: { regExp: goPattern },
  });
  // Compiled when a kind is first met: some are large, and of most kinds we have no object.
  const schemas = new Map<string, Json>();
  const documents = parseAllDocuments(await readFile(path, 'utf8'));
  for (const { spec } of documents.flatMap(
    (each) => (each.toJS() as CustomResourceDefinition | null) ?? [],
  )) {
    for (const { name, served, deprecated = false, schema } of spec.versions) {
      if (!served || deprecated) continue;
      const { properties = {} } = schema.openAPIV3Schema as { properties?: Json };
      // The API server knows these three itself.
      const head = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } };
      const whole = { ...strict(schema.openAPIV3Schema), properties: { ...strictAll(properties), ...head } };
      schemas.set(`${spec.group}/${name} ${spec.names.kind}`, { ...whole, additionalProperties: false });
    }
  }
  return (object) => {
    const name = `${String(object['apiVersion'])} ${String(object['kind'])}`;
    const schema = schemas.get(name);
    if (!schema) return `no CRD serves ${name}`;
    // Kept by Ajv for the next object with the same schema.
    const validate = ajv.compile(schema);
    return validate(object) ? undefined : ajv.errorsText(validate.errors, { dataVar: name, separator: '; ' });
  };
}

/** Patterns are Go's (RE2): `(?i)` stands for the flag that JavaScript has behind the pattern. */
function goPattern(pattern: string, flags: string): RegExp {
  return new RegExp(pattern.replaceAll('(?i)', ''), pattern.includes('(?i)') ? `${flags}i` : flags);
}
// What Ajv would write into code that it generates to be kept; ours is run at once.
goPattern.code = 'goPattern';

/** Facts about objects: each must be taken. */
export function checkObjects(
  validate: Validator,
  objects: readonly { readonly what: string; readonly object: Json }[],
): readonly Fact[] {
  return objects.map(({ what, object }) => ({ what: `CRDs take ${what}`, difference: validate(object) }));
}

/** A schema that refuses fields that it does not name, on every level. */
function strict(schema: Json): Json {
  const { properties, items, additionalProperties: additional, ...others } = schema;
  const keepsUnknown = schema['x-kubernetes-preserve-unknown-fields'] === true;
  return {
    ...others,
    ...(isObject(properties) && { properties: strictAll(properties) }),
    ...(isObject(properties) && !keepsUnknown && additional === undefined && { additionalProperties: false }),
    ...(isObject(items) && { items: strict(items) }),
    ...(additional !== undefined && {
      additionalProperties: isObject(additional) ? strict(additional) : additional,
    }),
  };
}

function strictAll(properties: Json): Json {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, isObject(schema) ? strict(schema) : schema]),
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
