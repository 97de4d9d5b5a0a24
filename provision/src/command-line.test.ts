import { expect, test } from 'vitest';

import { COMMANDS } from './command-line/commands.ts';
import { renderHelp } from './command-line/help.ts';
import { parseCommandLine } from './command-line.ts';

const parse = (line: string) => parseCommandLine(line === '' ? [] : line.split(' '));

const UP = {
  target: 'local',
  port: undefined,
  host: undefined,
  lab: undefined,
  manifests: undefined,
  seed: undefined,
};
const TRAFFIC = { sessions: 600, requests: 3, port: undefined, host: undefined, lab: undefined, json: false };

test.each([
  ['up', { command: 'up', options: UP, words: [] }],
  [
    'up --target local --port 9090 --seed 0',
    { command: 'up', options: { ...UP, port: 9090, seed: 0 }, words: [] },
  ],
  [
    'up --lab=my.yml --host ::1',
    { command: 'up', options: { ...UP, lab: 'my.yml', host: '::1' }, words: [] },
  ],
  [
    'render --out a --force',
    { command: 'render', options: { out: 'a', format: 'manifests', force: true, lab: undefined }, words: [] },
  ],
  [
    'traffic --json --sessions 5',
    { command: 'traffic', options: { ...TRAFFIC, json: true, sessions: 5 }, words: [] },
  ],
  ['help', { command: 'help', topic: undefined }],
  ['--help', { command: 'help', topic: undefined }],
  ['help render', { command: 'help', topic: 'render' }],
  ['up --port 1 --help', { command: 'help', topic: 'up' }],
  ['--version', { command: 'version' }],
])('lab %s', (line, invocation) => {
  expect(parse(line)).toEqual({ invocation, mistakes: [] });
});

test.each([
  ['', ['which command?']],
  ['pu', ['there is no command `pu`: did you mean `up`?']],
  ['help trafic', ['there is no command `trafic`: did you mean `traffic`?']],
  ['constructor', ['there is no command `constructor`']],
  ['up --prot 8080', ['there is no option `--prot`: did you mean `--port`?']],
  ['up --port', ['--port needs a value: PORT']],
  ['up --port --seed 1', ['--port needs a value: PORT', '`1` is one word too many']],
  ['up --port 80x', ['--port must be a whole number from 1 to 65519, not `80x`']],
  ['up --port 65520', ['--port must be a whole number from 1 to 65519, not `65520`']],
  ['up --port -1', ['--port must be a whole number from 1 to 65519, not `-1`']],
  ['up --target cloud', ['--target must be local or vagrant, not `cloud`']],
  ['up --port 1 --port 2', ['--port is given twice']],
  ['up --lab=', ['--lab must not be empty']],
  ['traffic --json=yes', ['--json takes no value']],
  ['up now', ['`now` is one word too many']],
  ['up --__proto__ 1', ['there is no option `--__proto__`']],
])('lab %s: a mistake', (line, mistakes) => {
  const parsed = parse(line);
  const withoutLists = parsed.mistakes.map((mistake) => mistake.replace(/: known here: `--.*/, ''));
  expect([parsed.invocation, withoutLists]).toEqual([undefined, mistakes]);
});

const provision = (line: string) => {
  const { invocation } = parse(`provision ${line}`.trim());
  return invocation?.command === 'provision' ? invocation : undefined;
};

test.each([
  ['', []],
  ['a.yml b.yml', ['a.yml', 'b.yml']],
  ['-C a.yml -v b.yml', ['a.yml', 'b.yml']],
  ['-t x -- -odd.yml', ['-odd.yml']],
])('lab provision %s: playbooks', (line, words) => {
  expect(provision(line)?.words).toEqual(words);
});

test.each([
  ['-CD', { check: true, diff: true }],
  ['-f10 -l node1', { forks: 10, limit: 'node1' }],
  ['-CDf2 -t a', { check: true, diff: true, forks: 2, tags: ['a'] }],
  ['-vvv', { verbose: 3 }],
  ['-v --verbose', { verbose: 2 }],
  ['-t a,b --tags c', { tags: ['a', 'b', 'c'] }],
  ['-e a=1 -e @x.yml --extra-vars={"b":2}', { 'extra-vars': ['a=1', '@x.yml', '{"b":2}'] }],
  ['-bK --become-user app', { become: true, 'ask-become-pass': true, 'become-user': 'app' }],
  ['--ask-become-password', { 'ask-become-pass': true }],
  ['--key-file k', { 'private-key': 'k' }],
  ['--start-at-task=--odd', { 'start-at-task': '--odd' }],
])('lab provision %s', (line, options) => {
  expect(provision(line)?.options).toMatchObject(options);
});

test.each([
  ['provision -f0', ['-f must be a whole number from 1 to 500, not `0`']],
  ['provision -Cx', ['there is no option `-x`']],
  ['provision -C -C', ['-C is given twice']],
  ['provision -t a,', ['-t must be words with commas between them, not `a,`']],
  ['provision --list-task', ['there is no option `--list-task`: did you mean `--list-tasks`?']],
  ['run', ['what is missing: PATTERN']],
  ['run a b', ['`b` is one word too many']],
])('lab %s: a mistake, as well', (line, mistakes) => {
  expect(parse(line)).toEqual({ invocation: undefined, mistakes });
});

test('what stands behind -- asks for no help', () => {
  expect(provision('-- -h')?.words).toEqual(['-h']);
});

test('all mistakes at once', () => {
  expect(parse('up --seed x --nope --host').mistakes).toHaveLength(3);
});

test('the help of each command names each of its options and fits the width', () => {
  for (const [name, { options }] of Object.entries(COMMANDS)) {
    const text = renderHelp(name as keyof typeof COMMANDS);
    expect(Object.keys(options).filter((option) => !text.includes(`--${option}`))).toEqual([]);
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  }
  expect(renderHelp()).toContain('lab traffic');
});
