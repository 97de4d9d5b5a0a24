import { expect, test } from 'vitest';

import { TEMPLATE_HELPERS } from './helpers.ts';
import { plainText } from './plain-text.ts';
import { evaluateTemplate, renderTemplate } from './render.ts';
import { parseTemplate } from './template.ts';

const ROOT = {
  name: 'lab',
  port: 5000,
  off: false,
  zero: 0,
  empty: '',
  html: `<a>&'"`,
  nothing: null,
  some: 1,
  more: 2,
  none: [],
  paths: ['/a', '/b'],
  app: { host: 'app.local', 'odd-key': 1 },
  releases: { v1: { weight: 90 }, v2: { weight: 10 } },
};
const OPTIONS = { helpers: TEMPLATE_HELPERS, write: plainText };

function render(text: string): { text: string; problems: string[] } {
  const { template, problems } = parseTemplate({ file: 'a.yml', text });
  const rendered = template ? renderTemplate(template, ROOT, OPTIONS) : { text: '', problems };
  return {
    text: rendered.text,
    problems: rendered.problems.map(
      ({ code, position, hint }) =>
        `${position?.line}:${position?.column} ${code}${hint === undefined ? '' : ` (${hint})`}`,
    ),
  };
}

test.each([
  ['text', 'a: 1\n', 'a: 1\n'],
  ['a value', 'host: {{app.host}}:{{port}}', 'host: app.local:5000'],
  ['nothing is escaped for HTML', '{{html}} {{{html}}}', `<a>&'" <a>&'"`],
  ['a list by index', '{{paths.[1]}}', '/b'],
  ['a key with a dash', '{{app.[odd-key]}}', '1'],
  [
    'each over a map',
    '{{#each releases}}{{@key}}={{weight}}{{#unless @last}},{{/unless}}{{/each}}',
    'v1=90,v2=10',
  ],
  ['each over a list', '{{#each paths}}{{@index}}{{this}}{{#if @first}};{{/if}}{{/each}}', '0/a;1/b'],
  ['each over nothing', '{{#each none}}x{{else}}none{{/each}}', 'none'],
  [
    'names for item and key',
    '{{#each releases as |release name|}}{{name}}:{{release.weight}} {{/each}}',
    'v1:90 v2:10 ',
  ],
  ['the outside of an each', '{{#each paths}}{{../name}}{{@root.port}} {{/each}}', 'lab5000 lab5000 '],
  [
    'an each in an each',
    '{{#each releases}}{{#each @root.paths}}{{../weight}}{{this}} {{/each}}{{/each}}',
    '90/a 90/b 10/a 10/b ',
  ],
  [
    'blocks on lines of their own leave no lines',
    'a:\n{{#each paths}}\n  - {{this}}\n{{/each}}\nb: 1\n',
    'a:\n  - /a\n  - /b\nb: 1\n',
  ],
  ['if, else if, else', '{{#if off}}1{{else if zero}}2{{else if name}}3{{else}}4{{/if}}', '3'],
  [
    'what counts as false',
    '{{#if empty}}1{{/if}}{{#if none}}2{{/if}}{{#if nothing}}3{{/if}}{{#unless zero}}4{{/unless}}',
    '4',
  ],
  [
    'helpers',
    '{{#if (and (eq name "lab") (not off) (or off port))}}yes{{/if}} {{join paths " "}} {{lookup paths 0}}',
    'yes /a /b /a',
  ],
  [
    'default for what is not there',
    '{{default app.port 80}} {{default nothing "x"}} {{default port 1}}',
    '80 x 5000',
  ],
  ['comments', 'a{{! no }}b{{!-- {{no}} --}}c', 'abc'],
])('%s', (_name, template, expected) => {
  expect(render(template)).toEqual({ text: expected, problems: [] });
});

test.each([
  ['a name that is not there', 'a\n  {{nam}}', ['2:5 undefined-name (did you mean `name`?)']],
  ['a part of a path', '{{app.hots}}', ['1:3 undefined-name (did you mean `host`?)']],
  ['below a value', '{{name.length}}', ['1:3 undefined-name']],
  ['the length of a list', '{{paths.length}}', ['1:3 undefined-name (known here: `0`, `1`)']],
  [
    'what a prototype has',
    '{{constructor}} {{app.toString}} {{app.__proto__}}',
    [
      '1:3 undefined-name',
      '1:19 undefined-name (known here: `host`, `odd-key`)',
      '1:36 undefined-name (known here: `host`, `odd-key`)',
    ],
  ],
  ['an argument of a helper', '{{eq nam 1}}', ['1:6 undefined-name (did you mean `name`?)']],
  ['the fallback of default', '{{default nothing nam}}', ['1:19 undefined-name (did you mean `name`?)']],
  ['a condition', '{{#if nam}}x{{/if}}', ['1:7 undefined-name (did you mean `name`?)']],
  ['what each goes over', '{{#each relaeses}}x{{/each}}', ['1:9 undefined-name (did you mean `releases`?)']],
  ['data outside an each', '{{@key}}', ['1:3 undefined-name (known here: `root`)']],
  ['too far outside', '{{../name}}', ['1:3 undefined-name']],
  ['null in text', 'a: {{nothing}}', ['1:4 not-text']],
  ['a map in text', 'a: {{app}}', ['1:4 not-text']],
  ['each over a value', '{{#each port}}x{{/each}}', ['1:9 bad-argument']],
  ['an unknown helper', '{{equ name 1}}', ['1:3 unknown-helper (did you mean `eq`?)']],
  ['too few arguments', '{{eq name}}', ['1:3 bad-argument (eq A B)']],
  ['named arguments', '{{eq name b=1}}', ['1:3 bad-argument (eq A B)']],
  ['a lookup of what is not there', '{{lookup paths 7}}', ['1:3 bad-argument']],
  [
    'an unknown block',
    '{{#with app}}x{{/with}}',
    ['1:1 unsupported-template (known blocks: #if, #unless, #each)'],
  ],
  [
    'a partial',
    '{{> other}}',
    ['1:1 unsupported-template (templates know values, helpers, #if, #unless and #each)'],
  ],
  ['a block that is not closed', 'a\n{{#if name}}\nb', ['3:1 template-syntax']],
  ['blocks closed crosswise', '{{#if name}}{{/each}}', ['1:4 template-syntax']],
  ['braces that are not closed', 'a: 1\nb: {{name\n', ['2:4 template-syntax']],
  [
    'all of them at once',
    '{{x}} {{#each releases}}{{y}}{{/each}} {{z}}',
    [
      '1:3 undefined-name',
      '1:27 undefined-name (known here: `weight`)',
      '1:27 undefined-name (known here: `weight`)',
      '1:42 undefined-name',
    ],
  ],
])('refused: %s', (_name, template, problems) => {
  expect(render(template).problems).toEqual(problems);
});

test.each([
  ['a number', '{{port}}', 5000],
  ['a boolean', '{{eq name "lab"}}', true],
  ['a list', '{{paths}}', ['/a', '/b']],
  ['null', '{{nothing}}', null],
  ['with text around it: text', 'x{{port}}', 'x5000'],
  ['without an expression: text', '5000', '5000'],
])('the type of a value that is %s', (_name, text, expected) => {
  const { template } = parseTemplate({ file: 'a.yml', text });
  expect(template && evaluateTemplate(template, ROOT, OPTIONS)).toEqual({ value: expected, problems: [] });
});
