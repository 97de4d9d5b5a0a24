import { expect, test } from 'vitest';

import { singleTaskPlaybook } from './single-task.ts';

const made = async (module: string, args?: string) => {
  const result = await singleTaskPlaybook({ pattern: 'all', module, args });
  return 'text' in result ? result.text.split('\n').at(-2)?.trim() : result.mistake;
};

test('a play with one task, as text', async () => {
  expect(await singleTaskPlaybook({ pattern: 'node1,"x"', module: 'debug', args: 'msg=hi' })).toEqual({
    text: `- hosts: "node1,\\"x\\""
  name: "debug on node1,\\"x\\""
  gather_facts: false
  tasks:
    - name: "debug"
      debug: {"msg":"hi"}
`,
  });
});

test.each([
  ['debug', 'msg="a b"', 'debug: {"msg":"a b"}'],
  ['debug', '{"msg": {"x": 1}}', 'debug: {"msg":{"x":1}}'],
  ['debug', undefined, 'debug: {}'],
  ['meta', 'noop', 'meta: "noop"'],
  ['debug', 'hello', '-a: `hello` is no NAME=VALUE'],
  ['nothing', 'a=b', 'nothing: {"a":"b"}'],
])('%s %s', async (module, args, line) => {
  expect(await made(module, args)).toBe(line);
});

test('arguments that begin as JSON and are none', async () => {
  expect(await made('debug', '{"msg": ')).toMatch(/^-a is no JSON: /);
});
