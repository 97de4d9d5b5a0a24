import { readFileSync } from 'node:fs';

import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { MODULE_NAMES, loadModule } from '../modules/registry.ts';
import { playbookJsonSchema } from './json-schema.ts';

const COMMITTED = readFileSync(new URL('../../playbook.schema.json', import.meta.url), 'utf8');
const validate = new Ajv({ strict: false }).compile(JSON.parse(COMMITTED) as object);

test('the schema for editors is the one of the modules (npm run schema -w provision writes it)', async () => {
  const modules = await Promise.all(MODULE_NAMES.map(async (name) => (await loadModule(name)) ?? []));
  expect(JSON.parse(COMMITTED)).toEqual(JSON.parse(playbookJsonSchema(modules.flat())));
});

test.each(['site.yml', 'base.yml'])('it takes %s', (file) => {
  const text = readFileSync(new URL(`../../../playbooks/${file}`, import.meta.url), 'utf8');
  expect(validate(parse(text)) ? [] : validate.errors).toEqual([]);
});

test.each([
  [
    'a free form, a template and words for booleans',
    '[{ hosts: all, become: "yes", tasks: [{ command: x, when: [a, true], become: "{{ b }}" }] }]',
    true,
  ],
  [
    'a full name and an alias',
    '[{ hosts: all, tasks: [{ ansible.builtin.copy: { src: a, dest: "{{ b }}" } }] }]',
    true,
  ],
  ['a block', '[{ hosts: all, tasks: [{ block: [{ meta: noop }], rescue: [], when: x }] }]', true],
  ['an import', '[{ import_playbook: a.yml, tags: x }]', true],
  ['no hosts', '[{ tasks: [] }]', false],
  ['a mistyped keyword', '[{ hosts: all, becom: true }]', false],
  ['a mistyped keyword of a task', '[{ hosts: all, tasks: [{ meta: noop, wen: x }] }]', false],
  ['a mistyped module', '[{ hosts: all, tasks: [{ sytemd: { name: x } }] }]', false],
  ['a mistyped argument', '[{ hosts: all, tasks: [{ copy: { src: a, dst: b } }] }]', false],
  [
    'an argument that is not on the list',
    '[{ hosts: all, tasks: [{ file: { path: a, state: absnt } }] }]',
    false,
  ],
])('%s', (_name, text, isTaken) => {
  expect(validate(parse(text))).toBe(isTaken);
});
