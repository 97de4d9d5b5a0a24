import { describe, expect, test } from 'vitest';

import { parseYaml } from '../source/yaml.ts';
import { lazyRecord } from './lazy-record.ts';
import { namesIn } from './names-in.ts';
import { parseTemplateValue, renderValue } from './template-value.ts';

const VARIABLES = {
  port: 5000,
  name: 'lab',
  nothing: null,
  app: { host: 'h' },
  items: ['a', 'b'],
  flag: true,
};

function parse(text: string) {
  const { document } = parseYaml({ file: 'a.yml', text });
  if (!document) throw new Error(`no YAML: ${text}`);
  return parseTemplateValue(document, ['a']);
}

function render(text: string): unknown {
  const { value, problems } = parse(text);
  expect(problems).toEqual([]);
  const rendered = renderValue(value, VARIABLES);
  return 'value' in rendered ? rendered.value : rendered.problems;
}

/** Codes with places and hints: of parsing, else of rendering. */
function problemsOf(text: string): string[] {
  const { value, problems } = parse(text);
  const rendered = problems.length > 0 ? { problems } : renderValue(value, VARIABLES);
  const all = 'problems' in rendered ? rendered.problems : [];
  return all.map(
    ({ code, position, hint }) =>
      `${position?.line}:${position?.column} ${code}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

test.each([
  ['plain values stay', 'a: [1, true, null, x, { b: 2.5 }]', [1, true, null, 'x', { b: 2.5 }]],
  ['a lone template keeps its type', "a: '{{ port }}'", 5000],
  ['a list', "a: '{{items}}'", ['a', 'b']],
  ['a map', "a: '{{app}}'", { host: 'h' }],
  ['null', "a: '{{nothing}}'", null],
  ['text around it makes text', "a: ' {{port}}'", ' 5000'],
  ['deep inside', "a: [{ b: ['{{flag}}', 'x{{flag}}'] }]", [{ b: [true, 'xtrue'] }]],
  ['keys are no templates', "a: { '{{port}}': 1 }", { '{{port}}': 1 }],
  ['cel computes, with whole numbers', `a: "{{cel 'port + 1'}}"`, 5001],
  ['cel gives lists', `a: "{{cel 'items.map(each, each + name)'}}"`, ['alab', 'blab']],
  ['cel inside text', `a: "p{{cel 'port / 1000'}}"`, 'p5'],
  ['cel as an argument', `a: "{{default missing (cel 'size(items)')}}"`, 2],
  ['helpers', `a: "{{upper name}} {{json app}} {{base64 name}}"`, 'LAB {"host":"h"} bGFi'],
  ['braces that are escaped', `a: '\\{{port}}'`, '{{port}}'],
  ['shell text is no Jinja', `a: 'curl -w %{http_code} \${x%.y}'`, 'curl -w %{http_code} ${x%.y}'],
])('%s', (_name, text, expected) => {
  expect(render(text)).toEqual(expected);
});

test('what a variable holds is never a template', () => {
  const { value } = parse("a: '{{ x }}/{{ x }}'");
  expect(renderValue(value, { x: '{{ port }}' })).toEqual({ value: '{{ port }}/{{ port }}' });
});

test('verbatim values hold no templates', () => {
  const { document } = parseYaml({ file: 'a.yml', text: 'a: "{{ x | y }}"' });
  const { value, problems } = parseTemplateValue(
    document ?? {
      value: {},
      find: () => {
        throw new Error();
      },
    },
    ['a'],
    { isVerbatim: true },
  );
  expect([problems, renderValue(value, {})]).toEqual([[], { value: '{{ x | y }}' }]);
});

describe('places, through the ways in which YAML writes text', () => {
  test.each([
    ['plain', 'a: x {{nam}}', ['1:8 undefined-name (did you mean `name`?)']],
    ['single quotes', "a: 'it''s {{nam}}'", ['1:13 undefined-name (did you mean `name`?)']],
    ['double quotes', 'a: "\\t\\"{{nam}}"', ['1:11 undefined-name (did you mean `name`?)']],
    ['a block', 'a: |\n  x\n   {{nam}}\n', ['3:6 undefined-name (did you mean `name`?)']],
    ['a folded block', 'a: >-\n  {{name}}\n  {{nam}}\n', ['3:5 undefined-name (did you mean `name`?)']],
    ['plain over lines', 'a: x\n  y {{nam}}', ['2:7 undefined-name (did you mean `name`?)']],
    [
      'all at once',
      'a: ["{{x}}", { b: "{{y}} {{z}}" }]',
      ['1:8', '1:22', '1:28'].map(
        (at) =>
          `${at} undefined-name (known here: \`port\`, \`name\`, \`nothing\`, \`app\`, \`items\`, \`flag\`)`,
      ),
    ],
    ['in cel', `a: "{{cel 'port + nam'}}"`, ['1:19 undefined-name (did you mean `name`?)']],
    ['in a block with cel', `a: |\n  x\n  {{cel 'nam'}}\n`, ['3:10 undefined-name (did you mean `name`?)']],
  ])('%s', (_name, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe('refused before anything runs', () => {
  test.each([
    ["a: '{{ x | default(3) }}'", ['1:8 not-built ({{default x 3}})']],
    ['a: \'{{ l | join(",") }}\'', ['1:8 not-built ({{join l ","}})']],
    ["a: '{{ x | upper }}'", ['1:8 not-built ({{upper x}})']],
    ["a: '{{ x | to_nice_yaml }}'", ['1:8 not-built ({{json x}} (JSON is YAML too))']],
    ["a: '{{ x | length }}'", ["1:8 not-built ({{cel 'size(x)'}})"]],
    ["a: '{{ x | int }}'", ["1:8 not-built ({{cel 'int(x)'}})"]],
    [
      "a: '{{ a + 1 }} {{ b == c }}'",
      ["1:8 not-built ({{cel 'a + 1'}})", "1:20 not-built ({{cel 'b == c'}})"],
    ],
    [`a: '{{ a["b"] }}'`, ['1:8 not-built ({{a.b}})']],
    ["a: '{{ a[0] }}'", ['1:8 not-built ({{a.[0]}})']],
    [
      `a: "{{ lookup('env', 'HOME') }}"`,
      ['1:8 not-built (read the value in a task and `register` it, or keep it in a file of `vars_files`)'],
    ],
    [
      "a: '{% if x %}y{% endif %}'",
      ['1:5 not-built ({{#if x}}…{{else}}…{{/if}})', '1:16 not-built ({{/if}})'],
    ],
    [
      "a: docker ps --format '{{.Names}}'",
      [
        String.raw`1:26 not-built (braces that the command shall see are written \{{ (\\{{ inside double quotes))`,
      ],
    ],
    ["a: '{{ equ a b }}'", ['1:8 unknown-helper (did you mean `eq`?)']],
    ["a: '{{ eq a }}'", ['1:8 bad-argument (eq A B)']],
    ["a: '{{#with a}}{{/with}}'", ['1:5 unsupported-template (known blocks: #if, #unless, #each)']],
    ["a: '{{#if a}}'", ['1:5 template-syntax']],
    [`a: "{{cel 'a and b'}}"`, ['1:14 not-cel (write &&)']],
    [`a: "{{cel 'a +'}}"`, ['1:15 condition-syntax']],
  ])('%s', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

test.each([
  ["a: 'x {{nothing}}'", ['1:7 not-text']],
  ["a: 'x {{app}}'", ['1:7 not-text']],
  [`a: "{{cel 'version(\\"1\\")'}}"`, ['1:11 bad-argument']],
])('refused while rendering: %s', (text, problems) => {
  expect(problemsOf(text)).toEqual(problems);
});

test('the variables that a value names, less those of its own blocks', () => {
  const text =
    'a: \'{{a.b}} {{#each c as |d e|}}{{d}}{{e}}{{f}}{{../g}}{{@root.h}}{{/each}} {{default i (lookup j k)}} {{cel "l > 1"}}\'';
  expect(namesIn(parse(text).value)).toEqual(['a', 'c', 'g', 'h', 'i', 'j', 'k', 'l']);
});

test('variables are rendered when they are read, and only then', () => {
  let reads = 0;
  const variables = lazyRecord(
    new Map([
      ['x', () => ++reads],
      ['y', () => ++reads],
    ]),
  );
  const { value } = parse("a: ['{{x}}', '{{x}}']");
  expect([renderValue(value, variables), reads]).toEqual([{ value: [1, 1] }, 1]);
});
