import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { mergeSources } from '../source/merge.ts';
import { parseYaml } from '../source/yaml.ts';
import { readLab } from './load.ts';

const BASE = readFileSync(new URL('../../../lab.yml', import.meta.url), 'utf8');

function document(file: string, text: string) {
  const { document: read, problems } = parseYaml({ file, text });
  if (!read) throw new Error(JSON.stringify(problems));
  return read;
}

/** What is said of lab.yml with an overlay: place, code, message, hint. */
function saidOf(overlay: string): readonly string[] {
  const source = mergeSources(document('lab.yml', BASE), document('my.yml', overlay));
  return readLab(source).problems.map(({ code, file, position, message, hint }) =>
    [`${file}:${position?.line}:${position?.column}`, code, message, hint].filter(Boolean).join(' | '),
  );
}

test.each([
  ['a pin', 'artifacts: { kubernetes: { version: 1.36.4 } }'],
  ['another place for one file', "artifacts: { runc: { files: { runc: 'runc-{version}-{arch}' } } }"],
  [
    'an image where a file was',
    "artifacts: { runc: { files: { runc: { file: r.tar, image: 'x/r:{version}' } } } }",
  ],
  ['a group without', 'artifacts: { cni_plugins: ~ }'],
  [
    'a group of its own that nobody publishes a sum of',
    "artifacts: { own: { version: '1', url: 'https://x.invalid/{file}', checksum_url: false, files: { etcd: etcd.tar } } }",
  ],
])('taken: %s', (_what, overlay) => {
  expect(saidOf(overlay)).toEqual([]);
});

test.each([
  [
    'a short name that is taken',
    "artifacts: { own: { version: '1', url: 'https://x/{file}', checksum_url: false, files: { kubelet: k } } }",
    'my.yml:1:90 | duplicate-key | `kubernetes` has an artifact `kubelet` already | playbooks ask for an artifact by this name alone: give one of them another',
  ],
  [
    'a placeholder that nobody knows',
    "artifacts: { runc: { files: { runc: 'runc.{architecture}' } } }",
    'my.yml:1:43 | bad-value | unknown placeholder `{architecture}` | known here: `version`, `arch`',
  ],
  [
    'a placeholder with a slip',
    "artifacts: { runc: { url: 'https://x/{versoin}/{file}' } }",
    'my.yml:1:38 | bad-value | unknown placeholder `{versoin}` | did you mean `version`?',
  ],
  [
    'a brace too many',
    "artifacts: { runc: { url: 'https://x/{file}}' } }",
    'my.yml:1:44 | bad-value | a brace that belongs to no placeholder | known here: `version`, `arch`, `file`',
  ],
  [
    'two files with one URL',
    "artifacts: { runc: { files: { runc2: 'runc.{arch}' } } }",
    'my.yml:1:31 | bad-value | `runc2` has the URL of `runc`',
  ],
  [
    'a URL without the file',
    "artifacts: { runc: { url: 'https://x/y', files: { runc2: y } } }",
    'my.yml:1:51 | bad-value | `runc2` has the URL of `runc` | the URL has no {file}',
  ],
  [
    'a path that is no URL',
    'artifacts: { runc: { url: /srv/runc } }',
    'my.yml:1:27 | bad-value | expected a URL that begins with https:// and names a host, without a user',
  ],
  [
    'a version that YAML reads as a number',
    'artifacts: { runc: { version: 1.3 } }',
    'my.yml:1:31 | wrong-type | expected a version in quotes',
  ],
  [
    'a typo',
    'artifacts: { runc: { verison: 1.3.6 } }',
    'my.yml:1:22 | unknown-key | unknown key `verison` | did you mean `version`?',
  ],
])('%s', (_what, overlay, said) => {
  expect(saidOf(overlay)).toContain(said);
});
