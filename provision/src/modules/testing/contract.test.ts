import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import type { Module } from '../module.ts';
import { moduleNamed } from '../registry.ts';
import { argumentsOf } from './case-arguments.ts';
import type { Case } from './case-file.ts';
import { runCase } from './run-cases.ts';
import { walkModules } from './walk-modules.ts';

const modules = await walkModules();

const FIRST_MODULES = (
  'command shell copy template file stat lineinfile apt get_url user group systemd sysctl modprobe hostname reboot ' +
  'wait_for set_fact debug assert fail meta setup'
).split(' ');

test('the 23 modules of the first release are there, in order', () => {
  const names = modules.map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(23);
  expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)));
  expect(names).toEqual(expect.arrayContaining(FIRST_MODULES));
});

test("a module has its own name, and Ansible's full one", () => {
  expect(moduleNamed('copy')).toBe('copy');
  expect(moduleNamed('ansible.builtin.copy')).toBe('copy');
  expect(moduleNamed('ansible.legacy.copy')).toBe('copy');
  expect(moduleNamed('ansible.builtin.systemd_service')).toBe('systemd');
  expect(moduleNamed('ansible.posix.sysctl')).toBe('sysctl');
  expect(moduleNamed('community.general.modprobe')).toBe('modprobe');
  expect(moduleNamed('ansible.builtin.sysctl')).toBeUndefined();
  expect(moduleNamed('kubernetes.core.copy')).toBeUndefined();
  expect(moduleNamed('constructor')).toBeUndefined();
});

describe.each(modules)('$name', ({ name, module, cases }) => {
  test('is called what its folder is called', () => {
    expect(module.name).toBe(name);
  });

  test('says in one sentence what it sees to', () => {
    expect(module.summary).toMatch(/^[A-Z`].*[^.]\.$/s);
  });

  test('describes every argument', () => {
    const { properties = {} } = schemaOf(module);
    const silent = Object.entries(properties).filter(([, { description }]) => description === undefined);
    expect(silent.map(([argument]) => argument)).toEqual([]);
  });

  test('has aliases, a free form and conditions for arguments that it has', () => {
    const known = Object.keys(schemaOf(module).properties ?? {});
    const named = [
      ...Object.values(module.aliases ?? {}),
      ...(module.conditions ?? []),
      ...(module.verbatim ?? []),
      ...(module.freeForm === undefined ? [] : [module.freeForm]),
    ];
    expect(named.filter((each) => !known.includes(each))).toEqual([]);
    expect(Object.keys(module.aliases ?? {}).filter((each) => known.includes(each))).toEqual([]);
  });

  test('documents what it returns, in full', () => {
    for (const field of Object.values(module.returns)) {
      expect(field).toEqual({
        description: expect.stringMatching(/^.+\.$/s),
        type: expect.stringMatching(/^(str|int|float|bool|list|dict|raw)$/),
        returned: expect.stringMatching(/\S/),
      });
    }
  });

  test('has an example that its schema takes', () => {
    const tasks = z.array(z.record(z.string(), z.unknown())).parse(parse(module.example));
    const calls = tasks.flatMap((task) => (task[name] === undefined ? [] : [task[name]]));
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) expect(argumentsOf(module, asCaseArgs(module, call))).toHaveProperty('args');
  });

  test('has a case of an error', () => {
    expect(cases.some(({ error, refused }) => error !== undefined || refused !== undefined)).toBe(true);
  });

  test('has a case in check mode', () => {
    expect(module.check === 'none' || cases.some(({ check }) => check)).toBe(true);
  });

  test('has a case of a second run', () => {
    expect(module.alwaysActs !== undefined || isSettled(cases)).toBe(true);
  });

  test('has a case of the difference that it shows', () => {
    const traces = cases.map((given) => runCase(module, given));
    const isShown = traces.some((trace) =>
      [trace?.done, trace?.predicted].some((end) => (end?.diff ?? []).length > 0),
    );
    const isSaid = cases.some((given) => (given.diff_shown ?? given.predicted?.diff) !== undefined);
    expect(!isShown || isSaid).toBe(true);
  });
});

/** A module settles when a case has facts after its actions (the runner decides on them again), or when nothing it does is a change. */
function isSettled(cases: readonly Case[]): boolean {
  const neverChanges = cases.length > 0 && cases.every(({ changed }) => changed === false);
  return neverChanges || cases.some(({ again }) => again !== undefined);
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, { readonly description?: string | undefined }>>;
}

function schemaOf({ args }: Module): JsonSchema {
  return z.toJSONSchema(args, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

/** An example's arguments as a case writes them; its conditions hold. */
function asCaseArgs(module: Module, call: unknown): Case['args'] {
  if (typeof call === 'string') return call;
  const entries = Object.entries(call as Readonly<Record<string, unknown>>).map(([key, value]) => {
    const texts = Array.isArray(value) ? value : [value];
    const isCondition = module.conditions?.includes(module.aliases?.[key] ?? key) === true;
    return [key, isCondition ? texts.map((text) => ({ text: String(text), holds: true })) : value];
  });
  return Object.fromEntries(entries) as Readonly<Record<string, unknown>>;
}
