import { rename, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rolldown } from 'rolldown';
import type { Plugin } from 'rolldown';

/** A bundle as it lies in its folder. */
export interface Bundle {
  /** The file that exports what cli.ts does. */
  readonly entry: string;
  /** The modules in each of its files, as paths below the checkout. */
  readonly modules: Readonly<Record<string, readonly string[]>>;
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ENTRY = fileURLToPath(new URL('../cli.ts', import.meta.url));
/** What npm writes when it has changed any package. */
const PACKAGES = join(ROOT, 'node_modules', '.package-lock.json');

/**
 * By package, what it loads with itself and what nothing of ours calls: ssh2's server, its agents for HTTP (and Node's HTTP
 * with them) and its maker of keys, what node-ssh sends whole folders with.
 */
const UNUSED = new Map([
  ['ssh2', ['./http-agents.js', './server.js', './keygen.js']],
  ['node-ssh', ['make-dir', 'sb-scandir']],
]);
const NOTHING = '\0nothing';
const OWN_REQUIRE = 'const require = createRequire(import.meta.url);';
const PACKAGE = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/;

/**
 * Puts the modules of the lab and of its packages together in few files: finding, reading and linking each of some hundreds
 * takes a third of a start. The folder has to lie in the checkout, below node_modules.
 *
 * @throws {Error} where a file cannot be parsed, found or written
 */
export async function writeBundle(folder: string): Promise<Bundle> {
  const sources = new Set<string>();
  const bundle = await rolldown({
    input: ENTRY,
    platform: 'node',
    // Compiled code, which Node finds by itself or does without.
    external: [/\.node$/, 'cpu-features'],
    plugins: [withoutUnused(), atItsPlace(folder, sources)],
  });
  const fileNames = '[name]-[hash].cjs';
  const { output } = await bundle.write({
    dir: folder,
    // What is required is there at once: modules of the other kind are found, read and linked in turns of the event loop.
    format: 'cjs',
    entryFileNames: fileNames,
    chunkFileNames: fileNames,
    keepNames: true,
  });
  await bundle.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  const entry = chunks.find(({ isEntry }) => isEntry)?.fileName ?? '';
  await writeList(folder, entry, [...sources, PACKAGES]);
  const modulesOf = (ids: readonly string[]) => ids.map((id) => relative(ROOT, id));
  return {
    entry,
    modules: Object.fromEntries(chunks.map(({ fileName, moduleIds }) => [fileName, modulesOf(moduleIds)])),
  };
}

function withoutUnused(): Plugin {
  return {
    name: 'without-unused',
    resolveId: (specifier, from) => {
      const unused = UNUSED.get(PACKAGE.exec(from ?? '')?.[1] ?? '');
      return unused?.includes(specifier) ? NOTHING : undefined;
    },
    load: (id) => (id === NOTHING ? 'export default {};' : undefined),
  };
}

/** What a module finds beside itself it finds from the bundle, too. Notes every source of ours in `sources`. */
function atItsPlace(folder: string, sources: Set<string>): Plugin {
  return {
    name: 'at-its-place',
    transform: (code, id) => {
      if (!id.startsWith(ROOT) || id.includes('/node_modules/')) return undefined;
      sources.add(id);
      const other = /import\.meta\.(?!url\b)\w+/.exec(code);
      if (other) throw new Error(`${id}: in the bundle, ${other[0]} would be another: take import.meta.url`);
      const place = `new URL(${JSON.stringify(urlFrom(folder, id))}, import.meta.url).href`;
      // A `require` in the bundle is the bundle's own.
      return code.replace(OWN_REQUIRE, '').replaceAll('import.meta.url', place);
    },
  };
}

/** Last and at once: a lab that starts meanwhile takes the sources, or what was there before. */
async function writeList(folder: string, entry: string, paths: readonly string[]): Promise<void> {
  const files = await Promise.all(
    paths.toSorted().map(async (path) => {
      const { size, mtimeMs } = await stat(path);
      return [relative(folder, path), size, mtimeMs];
    }),
  );
  const list = join(folder, 'bundle.json');
  await writeFile(`${list}.new`, JSON.stringify({ entry, files }));
  await rename(`${list}.new`, list);
}

function urlFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).map(encodeURIComponent).join('/');
}
