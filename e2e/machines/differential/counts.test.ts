import { expect, test } from 'vitest';

import { MAGIC_VARIABLES } from '../../../provision/src/plan/precedence.ts';
import { playbookJsonSchema } from '../../../provision/src/playbook/json-schema.ts';
import { loadCases } from './case.ts';
import type { Case } from './case.ts';

// What there are cases for, counted. Needs no machine.

const CASES = loadCases();

/** Modules with at least three cases, one of them an error. */
const MODULES = [
  'command',
  'shell',
  'copy',
  'template',
  'file',
  'stat',
  'lineinfile',
  'apt',
  'get_url',
  'user',
  'group',
  'systemd',
  'sysctl',
  'unarchive',
  'slurp',
  'fetch',
];

/** Keywords without a case of their own. */
const EXCEPTIONS = new Map([
  ['name', 'every task of every case has one: by it results are found'],
  ['tasks', 'every case is made of them'],
  ['parallel', 'ours alone: Ansible has nothing to compare it with'],
]);

interface PlaybookSchema {
  readonly definitions: Readonly<
    Record<'play' | 'import' | 'task' | 'handler', { readonly properties: Readonly<Record<string, unknown>> }>
  >;
}

/** Every keyword that the schema of playbooks knows, with what lies beside the inventory and what is always there. */
function keywords(): readonly string[] {
  const { definitions } = JSON.parse(playbookJsonSchema([])) as PlaybookSchema;
  const { play, import: imported, task, handler } = definitions;
  const named = [play, imported, task, handler].flatMap(({ properties }) => Object.keys(properties));
  const magic = MAGIC_VARIABLES.map(({ name }) => name);
  return [...new Set([...named, 'group_vars', 'host_vars', ...magic])];
}

function about(word: string): readonly Case[] {
  return CASES.filter((each) => each.about.includes(word));
}

test.each(MODULES)('%s: three cases, one of them an error', (module) => {
  expect(about(module).length).toBeGreaterThanOrEqual(3);
  expect(about(module).some(({ fails }) => fails)).toBe(true);
});

test('each keyword has a case, but for those with a reason', () => {
  const without = keywords().filter((keyword) => about(keyword).length === 0);
  expect(without.sort()).toEqual([...EXCEPTIONS.keys()].sort());
});

test('what a case says that it is about stands in it', () => {
  const wrong = CASES.flatMap(({ name, about: words, ...rest }) => {
    // The block and the rescue around it are there in every case that does not run alone.
    const own = rest.alone ? [] : ['block', 'rescue', 'always'];
    const text = JSON.stringify(rest);
    return words.filter((word) => !own.includes(word) && !text.includes(word)).map((word) => [name, word]);
  });
  expect(wrong).toEqual([]);
});

test('each case has a name of its own', () => {
  const names = CASES.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
