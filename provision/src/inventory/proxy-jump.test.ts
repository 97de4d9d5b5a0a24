import { expect, test } from 'vitest';

import { parseCommonArgs } from './proxy-jump.ts';

const jump = (host: string, user?: string, port?: number) => ({ jump: { host, user, port } });

test.each([
  ['', { jump: undefined }],
  ['-J bastion', jump('bastion')],
  ['-J ops@bastion:2200', jump('bastion', 'ops', 2200)],
  ['-Jbastion', jump('bastion')],
  ['-J me@[2001:db8::1]:22', jump('2001:db8::1', 'me', 22)],
  ['-o ProxyJump=ops@bastion', jump('bastion', 'ops')],
  ['-oProxyJump=bastion', jump('bastion')],
  ['-o "ProxyJump bastion"', jump('bastion')],
  ['-o ProxyCommand="ssh -W %h:%p -q ops@bastion"', jump('bastion', 'ops')],
  [`-o ProxyCommand='ssh -p 2200 -W %h:%p bastion'`, jump('bastion', undefined, 2200)],
])('%s', (text, parsed) => {
  expect(parseCommonArgs(text)).toEqual(parsed);
});

test.each([
  '-o StrictHostKeyChecking=no',
  '-J a,b',
  '-J a -o Compression=yes',
  '-o ProxyCommand="nc %h %p"',
  '-o ProxyCommand="ssh -W %h:%p -i key bastion"',
  'bastion',
])('%s: a mistake', (text) => {
  expect(parseCommonArgs(text)).toHaveProperty('mistake');
});
