import type { Module } from '../modules/module.ts';
import { moduleSchema } from './json-schema-module.ts';
import { NODE_LEVELS, SHAPES } from './json-schema-shapes.ts';
import type { JsonSchema } from './json-schema-shapes.ts';
import type { Level } from './keyword.ts';
import { KEYWORDS } from './keywords.ts';

/** The schema of playbooks as editors read it (JSON Schema, draft 7), as text with a final newline. */
export function playbookJsonSchema(modules: readonly Module[]): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A playbook of the lab',
    type: 'array',
    items: { anyOf: [ref('play'), ref('import')] },
    definitions: {
      ...SHAPES,
      play: { ...map(keywords(['play'])), required: ['hosts'] },
      import: map({
        import_playbook: { type: 'string', description: 'Another playbook, beside this one.' },
        ...pick(keywords(['play']), ['name', 'vars', 'tags', 'become', 'become_user', 'environment']),
        when: keywords(['task'])['when'] ?? {},
      }),
      ...Object.fromEntries(modules.map((module) => [`module_${module.name}`, moduleSchema(module)])),
      task: nodes(NODE_LEVELS, modules),
      handler: nodes(['handler'], modules),
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

const FILES_OF_TASKS: Readonly<Record<string, JsonSchema>> = {
  import_tasks: { description: 'A file of tasks, read before the run.', ...fileOr('file') },
  include_tasks: { description: 'A file of tasks, chosen while the play runs.', ...fileOr('file', 'apply') },
};

function fileOr(...keys: readonly string[]): JsonSchema {
  const properties = Object.fromEntries(
    keys.map((key) => [key, key === 'file' ? { type: 'string' } : { type: 'object' }]),
  );
  return { anyOf: [{ type: 'string' }, { ...map(properties), required: ['file'] }] };
}

function keywords(levels: readonly Level[]): Readonly<Record<string, JsonSchema>> {
  const known = KEYWORDS.filter(({ on }) => on.some((level) => levels.includes(level)));
  return Object.fromEntries(
    known.map((keyword) => {
      const { name, shape, summary, default: fallback } = keyword;
      const description = fallback === undefined ? summary : `${summary} Default: ${fallback}.`;
      // A draft-7 reader looks at nothing beside `$ref`: the description needs a schema of its own around it.
      return [name, { description, allOf: [ref(shape)] }];
    }),
  );
}

/** Tasks or handlers of these keywords: a module stands under its short name, or under its full one. */
function nodes(levels: readonly Level[], modules: readonly Module[]): JsonSchema {
  const own = modules.map(({ name, summary }) => {
    return [name, { description: summary, allOf: [ref(`module_${name}`)] }] as const;
  });
  const full = own.map(([name, schema]) => [`^[a-z_]+\\.[a-z_]+\\.${name}$`, schema] as const);
  return {
    ...map({ ...keywords(levels), ...FILES_OF_TASKS, ...Object.fromEntries(own) }),
    patternProperties: Object.fromEntries(full),
  };
}

function map(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, additionalProperties: false };
}

function pick(
  properties: Readonly<Record<string, JsonSchema>>,
  names: readonly string[],
): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}

function ref(name: string): JsonSchema {
  return { $ref: `#/definitions/${name}` };
}
