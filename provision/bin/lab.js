#!/usr/bin/env node
// Plain JavaScript, so that an older Node gets this far and is told what to do.
import module from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `lab: needs Node 24, this is ${process.version} (${process.execPath})\n` +
      '  Run it through npm (npm start, npm run lab -- …, npx lab …): npm ci brings Node 24 in node_modules.\n' +
      '  If npm ci ran with --ignore-scripts, run: npm rebuild node\n',
  );
  process.exit(1);
}
// What Node has compiled is kept: the second start is faster than the first. It goes with node_modules.
// Where the folder cannot be written, nothing is kept, and that is all.
const cache = fileURLToPath(new URL('../../node_modules/.cache/lab', import.meta.url));
module.enableCompileCache(cache);
const { findBundle } = await import('./find-bundle.js');
const bundle = findBundle(cache);
// Schemas are checked as they stand: to compile code for each takes longer than the few checks of a run.
globalThis.__zod_globalConfig = { jitless: true };
const { main } = await import(bundle === undefined ? '../src/cli.ts' : pathToFileURL(bundle).href);
await main(process.argv.slice(2));
