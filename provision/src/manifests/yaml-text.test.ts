import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { renderTemplate } from '../expression/render.ts';
import { parseTemplate } from '../expression/template.ts';
import { MANIFEST_HELPERS } from './helpers.ts';
import { writeYamlValue } from './yaml-text.ts';

function render(text: string, value: unknown): { text: string; codes: string[] } {
  const { template } = parseTemplate({ file: 'a.yml', text });
  if (!template) throw new Error('the fixture is no template');
  const rendering = renderTemplate(template, { value }, { helpers: MANIFEST_HELPERS, write: writeYamlValue });
  return { text: rendering.text, codes: rendering.problems.map(({ code }) => code) };
}

const NASTY = [
  "it's",
  'say "x"',
  'back\\slash',
  'a: b',
  'a #b',
  '- a',
  '{a}',
  '',
  ' ',
  'true',
  'null',
  '~',
  '012',
  '1.5',
  '0x1f',
  '1e3',
  '*a',
  '&a',
  '!a',
  '%a',
  '@a',
  '`a',
  'é🎣',
  'a\tb',
  'yes',
];

test.each([
  'a: "{{value}}"',
  "a: '{{value}}'",
  'a: {{yaml value}}',
  'a: [x, {{yaml value}}]',
  "- { a: '{{value}}' }",
])('whatever the value, YAML reads it back: %s', (template) => {
  const read = NASTY.map((value) => {
    const parsed: unknown = parse(render(template, value).text);
    return JSON.stringify(parsed).includes(JSON.stringify(value));
  });
  expect(read).toEqual(NASTY.map(() => true));
});

test('without quotes, what YAML would read as something else is refused, and nothing is read as something else', () => {
  const outcomes = NASTY.map((value) => {
    const { text, codes } = render('a: {{value}}', value);
    return codes.length > 0 ? 'refused' : (parse(text) as { a: unknown }).a === value;
  });
  expect(outcomes.filter((outcome) => outcome === false)).toEqual([]);
  expect(outcomes.filter((outcome) => outcome === true)).toEqual([]);
});

test.each(['yes', 'off', '1_000', '12:30:45', '2026-01-01', '0b1', '1e3'])(
  'refused without quotes, for YAML 1.1 (which Kubernetes reads) has it for something else: %s',
  (value) => {
    expect(render('a: {{value}}', value).codes).toEqual(['not-text']);
    expect(render('a: x{{value}}', value).codes).toEqual([]);
  },
);

test.each([
  ['a number', 'a: {{value}}', 5000, 'a: 5000'],
  ['a name', 'a: {{value}}', 'v1', 'a: v1'],
  ['a part of a longer value', 'a: app.{{value}}.svc', '12', 'a: app.12.svc'],
  ['a duration', 'a: {{value}}', '30s', 'a: 30s'],
  ['a list by yaml', 'a: {{yaml value}}', ['x', 1], 'a: ["x",1]'],
  ['a quote in single quotes', "a: 'x {{value}}'", "it's", "a: 'x it''s'"],
  ['a quote in double quotes', 'a: "\\" {{value}}"', '"', 'a: "\\" \\""'],
  ['an apostrophe inside a plain value begins no quotes', "a: it's-{{value}}", 'b', "a: it's-b"],
  ['behind closed quotes', "{ a: 'x', b: {{value}} }", 'z', "{ a: 'x', b: z }"],
  ['a comment', '# {{value}}', 'any: "thing"', '# any: "thing"'],
])('%s', (_name, template, value, expected) => {
  expect(render(template, value)).toEqual({ text: expected, codes: [] });
});

test.each([
  ['a list', 'a: {{value}}', ['x']],
  ['null', 'a: {{value}}', null],
  ['yaml in quotes', 'a: "{{yaml value}}"', 'x'],
  ['several lines in single quotes', "a: '{{value}}'", 'x\ny'],
  ['regex_literal of a number', "a: '{{regex_literal value}}'", 1],
])('refused: %s', (_name, template, value) => {
  expect(render(template, value).codes).toHaveLength(1);
});

test('for any text and any place: YAML reads back what was written, or the place was refused', () => {
  const places = [
    'a: "{{value}}"',
    "a: '{{value}}'",
    'a: {{value}}',
    'a: {{yaml value}}',
    "a: ['x', {{value}}, y]",
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          '\u0085',
          'a\u2028b',
          '\ufeffa',
          ' a ',
          'a: ',
          '12:30:45',
          '2026-01-01',
          '1_000',
          '0b1',
          '.5',
          '+1',
          '-',
          '--- a',
          '...',
        ),
      ),
      (place, value) => {
        const { text, codes } = render(place, value);
        if (codes.length > 0) return;
        const { a } = parse(text) as { a: unknown };
        expect(Array.isArray(a) ? a[1] : a).toBe(value);
      },
    ),
    { numRuns: 3000 },
  );
});
