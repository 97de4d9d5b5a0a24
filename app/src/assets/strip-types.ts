import { stripTypeScriptTypes } from 'node:module';

/** The function is marked experimental, and it does what Node does to this very file: its warning tells a user nothing. */
const EXPECTED_WARNING = /^stripTypeScriptTypes is an experimental feature/;

const RELATIVE_IMPORT = /(\bfrom |\bimport )('\.{1,2}\/[^'\n]+)\.ts'/g;

/** The JavaScript for a browser of a TypeScript module: types blanked out, relative imports ending in `.js`. @throws {SyntaxError} */
export function stripTypes(source: string): string {
  return withoutExpectedWarning(() => stripTypeScriptTypes(source)).replace(RELATIVE_IMPORT, "$1$2.js'");
}

// Synchronous from start to end, so that no other code's warnings meet the replacement; if any did, they would pass.
function withoutExpectedWarning<T>(run: () => T): T {
  const original = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  if (original === undefined) return run();
  const emit = process.emitWarning.bind(process);
  process.emitWarning = (warning: string | Error, ...details: never[]) => {
    if (!EXPECTED_WARNING.test(String(warning))) emit(warning, ...details);
  };
  try {
    return run();
  } finally {
    Object.defineProperty(process, 'emitWarning', original);
  }
}
