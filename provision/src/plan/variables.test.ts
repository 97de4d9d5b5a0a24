import { expect, test } from 'vitest';

import { judgeCondition, plainCondition } from '../expression/condition.ts';
import { renderValue } from '../expression/template-value.ts';
import type { TemplateValue } from '../expression/template-value.ts';
import { parseTemplateValue } from '../expression/template-value.ts';
import { parseYaml } from '../source/yaml.ts';
import { MAGIC_VARIABLES, PRECEDENCE } from './precedence.ts';
import { SAMPLE_INVENTORY } from './testing/sample-inventory.ts';
import { variablesFor } from './variables.ts';
import type { VariableRequest } from './variables.ts';

/** Variables from a line of YAML. */
function layer(text: string): ReadonlyMap<string, TemplateValue> {
  const { document } = parseYaml({ file: 'v.yml', text });
  if (!document) throw new Error(`no YAML: ${text}`);
  const names = Object.keys(document.value as object);
  return new Map(names.map((name) => [name, parseTemplateValue(document, [name]).value]));
}

const [, NODE1] = SAMPLE_INVENTORY.hosts;

type Changes = Partial<Omit<VariableRequest, 'plan'>> & { readonly plan?: Partial<VariableRequest['plan']> };

function variables(changes: Changes = {}) {
  if (!NODE1) throw new Error('no host');
  const { plan, ...rest } = changes;
  return variablesFor({
    plan: {
      inventory: SAMPLE_INVENTORY,
      lab: { k3s: { version: 'v1' } },
      hostVariables: new Map(),
      extraVariables: {},
      mode: { isCheck: false, isDiff: false, forks: 1 },
      ...plan,
    },
    host: NODE1,
    play: undefined,
    remembered: () => undefined,
    playHosts: ['node1'],
    ...rest,
  });
}

test('of two with one name, the later of the order wins', () => {
  const steps: ((sofar: Changes) => Changes)[] = [
    () => ({ plan: { hostVariables: new Map([['node1', [layer('a: group')]]]) } }),
    () => ({
      plan: { hostVariables: new Map([['node1', [layer('a: group'), layer('a: host')]]]) },
    }),
    (sofar) => ({ ...sofar, play: { vars: layer('a: play'), varsFiles: [] } }),
    (sofar) => ({
      ...sofar,
      play: {
        vars: layer('a: play'),
        varsFiles: [{ of: () => layer('a: file1') }, { of: () => layer('a: file2') }],
      },
    }),
    (sofar) => ({ ...sofar, vars: [layer('a: block'), layer('a: task')] }),
    (sofar) => ({ ...sofar, remembered: () => ({ facts: undefined, set: { a: 'set' } }) }),
    (sofar) => ({ ...sofar, plan: { ...sofar.plan, extraVariables: { a: 'extra' } } }),
    (sofar) => ({ ...sofar, loop: { a: 'loop' } }),
  ];
  let request: Changes = {};
  const winners = steps.map((step) => {
    request = step(request);
    return variables(request)['a'];
  });
  expect(winners).toEqual(['group', 'host', 'play', 'file2', 'task', 'set', 'extra', 'loop']);
  // The same order is what the reference shows; above it stand names that nothing else may have.
  const sources = [
    'inventory',
    'host',
    'play',
    'files',
    'task',
    'set',
    'extra',
    'loop',
    'facts',
    'magic',
    'lab',
  ];
  expect(PRECEDENCE.map(({ source }) => source)).toEqual(sources);
});

test('what is always there', () => {
  const record = variables({ isCheck: true });
  const own = MAGIC_VARIABLES.map(({ name }) => [name, Object.hasOwn(record, name)]);
  expect(own).toEqual(MAGIC_VARIABLES.map(({ name }) => [name, true]));
  expect(record).toMatchObject({
    inventory_hostname: 'node1',
    groups: { all: ['controller', 'node1', 'node2'], nodes: ['node1', 'node2'] },
    play_hosts: ['node1'],
    check_mode: true,
    k3s: { version: 'v1' },
  });
  expect(Object.hasOwn(record, 'facts')).toBe(false);
});

test('hostvars: what belongs to each machine, with its own name, facts and registers, without the play', () => {
  const hostVariables = new Map([
    ['controller', [layer('url: "https://{{ inventory_hostname }}:{{ port }}"\nport: 1')]],
  ]);
  const record = variables({
    plan: { hostVariables },
    play: { vars: layer('p: 1'), varsFiles: [] },
    remembered: (host) => ({ facts: { kernel: host }, set: { r: { rc: 0 } } }),
  });
  const { value } = parseTemplateValue(
    {
      value: '{{ hostvars.controller.url }} {{ hostvars.node2.facts.kernel }} {{ hostvars.node1.r.rc }}',
      find: () => ({ depth: 0, file: 'a', key: { line: 1, column: 1 }, value: { line: 1, column: 1 } }),
    },
    [],
  );
  expect(renderValue(value, record)).toEqual({ value: 'https://controller:1 node2 0' });
  expect(Object.hasOwn((record['hostvars'] as Record<string, object>)['node1'] ?? {}, 'p')).toBe(false);
});

test('a variable that cannot be rendered is a problem where it stands, for templates and conditions alike', () => {
  const record = variables({ vars: [layer('a: "{{ b.x }}"\nb: {}')] });
  const place = { file: 't.yml', position: { line: 1, column: 1 } };
  const judged = judgeCondition(plainCondition('a == "x"', place), record);
  const rendered = renderValue(layer('m: "{{ a }}"').get('m') ?? { kind: 'plain', value: 0, place }, record);
  const code = { code: 'undefined-name', file: 'v.yml', position: { line: 1, column: 8 } };
  expect(judged).toMatchObject({ problem: code });
  expect(rendered).toMatchObject({ problems: [code] });
});

test('a variable that needs its own value', () => {
  const record = variables({ vars: [layer('a: "{{ b }}"\nb: "{{ a }}"')] });
  const place = { file: 't.yml', position: { line: 1, column: 1 } };
  expect(judgeCondition(plainCondition('a == 1', place), record)).toMatchObject({
    problem: { code: 'variable-cycle' },
  });
});

test('a value is rendered in the scope that asks, so that a loop and -e reach into it', () => {
  const record = variables({
    vars: [layer('path: "/srv/{{ item }}/{{ x }}"\nx: 1')],
    loop: { item: 'a' },
    plan: { extraVariables: { x: 2 } },
  });
  expect(record['path']).toBe('/srv/a/2');
});
