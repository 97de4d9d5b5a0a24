import { expect, test } from 'vitest';

import type { Lab } from '../lab/schema.ts';
import { readManifests, renderManifests } from './render.ts';

const LAB = { namespace: 'lab', releases: { v1: { weight: 90 }, v2: { weight: 10 } } } as unknown as Lab;
const HEAD = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: app\n';

const SERVICE = { apiVersion: 'v1', kind: 'Service' };

const places = (set: ReturnType<typeof renderManifests>) =>
  set.problems.map(({ code, file, position }) => `${file}:${position?.line}:${position?.column} ${code}`);

test('a template becomes an object', () => {
  const set = renderManifests(LAB, [{ file: 'a.yml', text: `${HEAD}  namespace: {{namespace}}\n` }]);
  expect(set.problems).toEqual([]);
  expect(set.manifests).toEqual([
    {
      file: 'a.yml',
      template: 'a.yml',
      text: `${HEAD}  namespace: lab\n`,
      object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'app', namespace: 'lab' } },
    },
  ]);
});

test.each([
  ['no kind', 'apiVersion: v1\nmetadata: { name: a }\n', ['a.yml:1:1 manifest-field']],
  [
    'a name that Kubernetes refuses',
    'apiVersion: v1\nkind: Service\nmetadata: { name: A_b }\n',
    ['a.yml:3:19 manifest-field'],
  ],
  ['two objects in a file', `${HEAD}---\n${HEAD}`, ['a.yml:6:1 document-count']],
  ['no YAML', 'a: [\n', ['a.yml:2:1 yaml-syntax']],
  ['a name that lab.yml does not have', `${HEAD}spec: {{namespcae}}\n`, ['a.yml:5:9 undefined-name']],
])('refused: %s', (_name, text, problems) => {
  expect(places(renderManifests(LAB, [{ file: 'a.yml', text }]))).toEqual(problems);
});

test('two files with one object', () => {
  const files = ['a.yml', 'b.yml'].map((file) => ({ file, text: HEAD }));
  expect(places(renderManifests(LAB, files))).toEqual(['b.yml:4:9 duplicate-object']);
});

test('a template for releases is a file and an object for each', () => {
  const text = `${HEAD.replace('app', "'app-{{release.name}}'")}spec: {{release.weight}}\n`;
  const set = renderManifests(LAB, [{ file: 'k/app-{release}.yml', text }]);
  expect(set.problems).toEqual([]);
  expect(set.manifests.map(({ file, template, object }) => [file, template, object])).toEqual([
    ['k/app-v1.yml', 'k/app-{release}.yml', { ...SERVICE, metadata: { name: 'app-v1' }, spec: 90 }],
    ['k/app-v2.yml', 'k/app-{release}.yml', { ...SERVICE, metadata: { name: 'app-v2' }, spec: 10 }],
  ]);
});

test('a problem in one of its files is one in the template', () => {
  const text = HEAD.replace('app', '{{#if (eq release.name "v2")}}App{{else}}app{{/if}}');
  const set = renderManifests(LAB, [{ file: 'app-{release}.yml', text }]);
  expect(places(set)).toEqual(['app-{release}.yml:4:39 manifest-field']);
});

test.each([
  ['a template that is for one file knows no release', 'a.yml', LAB, 'a.yml:5:9 undefined-name'],
  ['releases that are not there', '{release}.yml', { namespace: 'lab' }, '{release}.yml:1:1 undefined-name'],
])('refused: %s', (_name, file, values, problem) => {
  const text = `${HEAD}spec: {{release.name}}\n`;
  expect(places(renderManifests(values as unknown as Lab, [{ file, text }]))).toEqual([problem]);
});

test('a template that says nothing is no file', () => {
  const text = `{{#if (eq namespace "other")}}\n${HEAD}{{/if}}\n# The end.\n`;
  const set = renderManifests(LAB, [{ file: 'a.yml', text }]);
  expect([set.files, set.manifests, set.problems]).toEqual([[], [], []]);
});

test('a problem in what was rendered points to the template, whatever blocks and values did to the lines', () => {
  const text = [
    'apiVersion: v1', //
    'kind: Service',
    'metadata:',
    '{{#each releases}}',
    '  # {{weight}}',
    '{{/each}}',
    '  {{#if namespace}}name: A_b{{/if}}',
    'spec: "{{namespace}}"',
    '',
  ].join('\n');
  const set = renderManifests(LAB, [{ file: 'a.yml', text }]);
  expect(places(set)).toEqual(['a.yml:7:26 manifest-field']);

  const valid = text.replace('A_b', 'b');
  const { translate, files } = renderManifests(LAB, [{ file: 'a.yml', text: valid }]);
  const rendered = files[0]?.text.split('\n') ?? [];
  const line = rendered.findIndex((each) => each.startsWith('spec')) + 1;
  const at = (column: number, file = 'a.yml') =>
    translate([{ code: 'bad-route', message: '', file, position: { line, column } }])[0]?.position;
  expect(at(1)).toEqual({ line: 8, column: 1 });
  expect(at(8)).toEqual({ line: 8, column: 8 });
  expect(at(9)).toEqual({ line: 8, column: 8 });
  expect(at(11)).toEqual({ line: 8, column: 21 });
  expect(at(3, 'other.yml')).toEqual({ line, column: 3 });
});

test('plain YAML may hold several objects a file', () => {
  const set = readManifests([{ file: 'a.yml', text: `${HEAD}---\n${HEAD.replace('app', 'b')}` }]);
  expect(set.manifests.map(({ object }) => object.metadata.name)).toEqual(['app', 'b']);
  expect(set.files).toHaveLength(1);
});
