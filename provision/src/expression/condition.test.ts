import { describe, expect, test } from 'vitest';

import { parseYaml } from '../source/yaml.ts';
import { judgeCondition, parseCondition, splitCondition } from './condition.ts';
import { namesIn } from './names-in.ts';

const VARIABLES = {
  port: 5000,
  half: 0.5,
  name: 'lab',
  off: false,
  nothing: null,
  items: ['a', 'b'],
  hosts: [{ name: 'n1', up: true }, { name: 'n2' }],
  k3s: { version: 'v1.36.4+k3s1', 'odd key': 1, constructor: 'own' },
  result: { changed: true, rc: 0 },
};

function read(yaml: string) {
  const { document } = parseYaml({ file: 'a.yml', text: `when: ${yaml}` });
  if (!document) throw new Error(`no YAML: ${yaml}`);
  return parseCondition(document, ['when']);
}

/** Codes with places and hints: of parsing, else of judging. */
function problemsOf(yaml: string): string[] {
  const { condition, problems } = read(yaml);
  const judged = problems.length > 0 ? undefined : judgeCondition(condition, VARIABLES);
  const all = judged && 'problem' in judged ? [judged.problem] : problems;
  return all.map(
    ({ code, position, hint }) =>
      `${position?.line}:${position?.column} ${code}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

test.each([
  ['true', true],
  ['no', false],
  ['on', true],
  ['"yes"', true],
  ['port + 1 == 5001', true],
  ['port / 2 == 2500', true],
  ['half < 1', true],
  ['double(port) * half == 2500.0', true],
  ['name == "lab" && !off', true],
  ['nothing == null', true],
  [`'"a" in items'`, true],
  ['size(items) == 2', true],
  ['items[1] == "b"', true],
  ['hosts.exists(host, host.name == "n2")', true],
  ['hosts.all(host, has(host.up))', false],
  ['hosts.filter(host, defined(host.up)).size() == 1', true],
  ['name.startsWith("la") && name.matches("^l.b$")', true],
  ['k3s["odd key"] == 1', true],
  ['k3s.constructor == "own"', true],
  ['has(k3s.token)', false],
  ['defined(missing)', false],
  ['defined(k3s.token)', false],
  ['defined(nothing)', true],
  ['defined(missing) && missing > 3', false],
  ['defined(items[7])', false],
  ['version("1.36.4") > version("1.9.0")', true],
  ['version(k3s.version) >= version("1.36")', true],
  ['version(k3s.version) != version("v1.36.4+k3s2")', true],
  ['[port > 1, off, missing]', false],
  ['[port > 1, name == "lab", true]', true],
])('%s is %s', (yaml, holds) => {
  const { condition, problems } = read(yaml);
  expect(problems).toEqual([]);
  expect(judgeCondition(condition, VARIABLES)).toEqual({ holds });
});

describe('a form of another language is refused, with ours as the hint', () => {
  test.each([
    ['name == "a" and off', ['1:19 not-cel (write &&)']],
    ['off or name', ['1:11 not-cel (write ||)']],
    ['not off', ['1:7 not-cel (write !)']],
    ['name is defined', ['1:7 not-cel (defined(name))']],
    ['k3s.token is not defined', ['1:7 not-cel (!defined(k3s.token))']],
    ['result is changed', ['1:7 not-cel (result.changed)']],
    ['result is not failed', ['1:7 not-cel (!result.failed)']],
    ['result is succeeded', ['1:7 not-cel (!result.failed)']],
    ['result is skipped', ['1:7 not-cel (result.skipped)']],
    ["name is version('1.2', '>=')", ["1:7 not-cel (version(name) >= version('1.2'))"]],
    ['name is none', ['1:7 not-cel (name == null)']],
    ['"x | default(3) > 2"', ['1:8 not-cel (defined(x) ? x : 3)']],
    ['"items | length > 0"', ['1:8 not-cel (size(items))']],
    ['"port | int > 0"', ['1:8 not-cel (int(port))']],
    ['"name | upper"', ['1:13 not-cel (CEL calls functions: size(x), x.startsWith("a"), x.map(i, i.name))']],
    ['"{{ off }}"', ['1:8 not-cel (leave the braces away: off)']],
    ['port = 1', ['1:12 not-cel (write == to compare)']],
    ['off == True', ['1:14 not-cel (write true, false or null)']],
    ['name not in items', ['1:7 not-cel (!(name in items))']],
    ['port not in [1, 2]', ['1:7 not-cel (!(port in [1, 2]))']],
    ['len(items) > 1', ['1:7 not-cel (size(…))']],
    ['name.lower() == "x"', ['1:11 not-cel (.lowerAscii())']],
    ['ansible_facts.os == "x"', ['1:7 not-cel (facts.os)']],
    [
      "lookup('env', 'HOME')",
      ['1:7 not-cel (read the value in a task and `register` it, or keep it in a file of `vars_files`)'],
    ],
    [
      'not off and name is defined',
      ['1:19 not-cel (defined(name))', '1:15 not-cel (write &&)', '1:7 not-cel (write !)'],
    ],
  ])('%s', (yaml, problems) => {
    expect(problemsOf(yaml)).toEqual(problems);
  });

  test.each(['name == "a and b"', 'name == "x | y"', 'name == "not in"', 'k3s.version.contains(" is ")'])(
    'but not inside a text: %s',
    (yaml) => {
      expect(problemsOf(yaml)).toEqual([]);
    },
  );
});

describe('refused, at the place', () => {
  test.each([
    ['nam', ['1:7 undefined-name (did you mean `name`?)']],
    ['off || k3s.versoin == "1"', ['1:18 undefined-name (did you mean `version`?)']],
    ['has(nam.x)', ['1:11 undefined-name (did you mean `name`?)']],
    ['has(name)', ['1:11 condition-syntax (defined(name) asks for a variable)']],
    ['defined(port + 1)', ['1:15 condition-syntax']],
    ['items[7] == "a"', ['1:7 bad-condition']],
    ['name > 1', ['1:7 bad-condition (int(…) makes a number of a text, string(…) a text of a number)']],
    ['half + 1 > 1', ['1:7 bad-condition (double(…) makes a whole number a double, int(…) the other way)']],
    ['siz(list) > 1', ['1:7 bad-condition (did you mean `size`?)']],
    ['version("latest") > version("1")', ['1:7 bad-condition']],
    [
      '"1 + \'a\' > 2"',
      ['1:8 bad-condition (int(…) makes a number of a text, string(…) a text of a number)'],
    ],
    ['name', ['1:7 bad-condition (compare it: name != "")']],
    ['port', ['1:7 bad-condition (compare it: port != 0)']],
    ['items', ['1:7 bad-condition (ask for its size: size(items) > 0)']],
    ['loop', ['1:7 reserved-name']],
    ['name ==', ['1:14 condition-syntax']],
    ['name == "a', ['1:15 condition-syntax']],
    ['""', ['1:8 condition-syntax']],
    ['{ a: 1 }', ['1:7 wrong-type']],
    ['5', ['1:7 wrong-type']],
    ['\n  - true\n  - [x]', ['3:5 wrong-type']],
    ['|\n  off ||\n    nam', ['3:5 undefined-name (did you mean `name`?)']],
    ['>-\n  off ||\n  nam', ['3:3 undefined-name (did you mean `name`?)']],
    ["'name == ''lab'' && nam'", ['1:27 undefined-name (did you mean `name`?)']],
  ])('%s', (yaml, problems) => {
    expect(problemsOf(yaml)).toEqual(problems);
  });
});

test('the names that a condition hangs on', () => {
  const { condition } = read(
    `['a.b["c"] > d', "hosts.exists(i, i.x == e)", defined(f), true, "cel.bind(t, g, t > 1)"]`,
  );
  expect(namesIn(condition)).toEqual(['a', 'd', 'hosts', 'e', 'f', 'g']);
});

test('the parts of a condition, each for itself', () => {
  const { condition } = read('\n  - port > 1\n  - no');
  expect(condition.text).toBe('port > 1 && no');
  expect(splitCondition(condition).map(({ text, place }) => [text, place.position.line])).toEqual([
    ['port > 1', 2],
    ['false', 2],
  ]);
});
