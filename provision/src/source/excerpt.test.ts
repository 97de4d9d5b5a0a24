import { expect, test } from 'vitest';

import { renderProblem, renderProblems } from './excerpt.ts';
import type { Problem } from './problem.ts';

const at = (line: number, column: number, more: Partial<Problem> = {}): Problem => ({
  code: 'bad-value',
  message: 'wrong',
  file: 'a.yml',
  position: { line, column },
  ...more,
});
const render = (problem: Problem, text: string) => renderProblem(problem, { textOf: () => text }).split('\n');

test('the place, the line with a caret, the hint', () => {
  expect(render(at(2, 4, { hint: 'mend it' }), 'a: 1\nb: 2\n')).toEqual([
    'a.yml:2:4: wrong [bad-value]',
    '  2 | b: 2',
    '    |    ^',
    '  hint: mend it',
  ]);
});

test.each([
  ['the first line', 'a: 1', at(1, 1), '  1 | a: 1', '    | ^'],
  ['the last line, without a line break', 'a: 1\nb: 2', at(2, 4), '  2 | b: 2', '    |    ^'],
  ['Windows line ends', 'a: 1\r\nb: 2\r\n', at(2, 4), '  2 | b: 2', '    |    ^'],
  ['a tab before it', '\ta: 1', at(1, 5), '  1 | \ta: 1', '    | \t   ^'],
  ['wide characters before it', '名前: x', at(1, 5), '  1 | 名前: x', '    |       ^'],
  ['an emoji before it', '"🎣": x', at(1, 7), '  1 | "🎣": x', '    |       ^'],
  ['a combining accent before it', 'e\u0301: x', at(1, 5), '  1 | e\u0301: x', '    |    ^'],
  ['a line number of two digits', `${'\n'.repeat(9)}a: 1`, at(10, 4), '  10 | a: 1', '     |    ^'],
])('%s', (_name, text, problem, line, caret) => {
  expect(render(problem, text).slice(1)).toEqual([line, caret]);
});

test('a file cannot write escape sequences to the terminal', () => {
  expect(render(at(1, 4), 'a: \u001b[31mred\u0007')[1]).toBe('  1 | a: red\ufffd');
});

test('without the text, or without a position, only the place', () => {
  expect(renderProblem(at(3, 1), { textOf: () => undefined })).toBe('a.yml:3:1: wrong [bad-value]');
  const { position: _, ...nowhere } = at(1, 1);
  expect(renderProblem(nowhere, { textOf: () => 'x' })).toBe('a.yml: wrong [bad-value]');
});

test('all of them by place, each once, counted', () => {
  const problems = [at(2, 1), at(1, 9), at(1, 2), at(2, 1), at(1, 2, { file: 'A.yml' })];
  const text = renderProblems(problems, { textOf: () => undefined });
  expect(text.split('\n\n').map((block) => block.split(': ')[0])).toEqual([
    'A.yml:1:2',
    'a.yml:1:2',
    'a.yml:1:9',
    'a.yml:2:1',
    '4 problems',
  ]);
});
