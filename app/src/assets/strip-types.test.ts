import { expect, test } from 'vitest';

import { stripTypes } from './strip-types.ts';

test('types go, imports of modules end in .js, the rest stays where it was', () => {
  const source = [
    "import { type A, b } from './b.ts';",
    "import '../c/d.ts';",
    "import type { E } from './e.ts';",
    "export const text: string = b satisfies A; // from './b.ts' is rewritten in comments, too",
    "const other = './not-an-import.ts';",
  ].join('\n');

  const stripped = stripTypes(source);

  expect(stripped.split('\n').map((line) => line.replaceAll(/ +/g, ' ').trim())).toEqual([
    "import { b } from './b.js';",
    "import '../c/d.js';",
    '',
    "export const text = b ; // from './b.js' is rewritten in comments, too",
    "const other = './not-an-import.ts';",
  ]);
});

/** How `process.emitWarning` stands. That nothing comes out of it is seen in test/process.test.ts. */
const wayOfWarnings = (): unknown => Object.getOwnPropertyDescriptor(process, 'emitWarning');

test.each(['const = ;', 'enum A { b }'])(
  'what cannot be stripped is an error, and the way of warnings is left as it was: %s',
  (source) => {
    const before = wayOfWarnings();

    expect(() => stripTypes(source)).toThrow(SyntaxError);
    expect(wayOfWarnings()).toEqual(before);
  },
);
