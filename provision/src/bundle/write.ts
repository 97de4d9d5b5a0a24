import { fileURLToPath } from 'node:url';

// `npm run prepare`, which `npm ci` does: beside what Node has compiled, it goes with node_modules. Without it, the lab starts
// from its sources: no reason to end an installation.
try {
  const { writeBundle } = await import('./bundle.ts');
  await writeBundle(fileURLToPath(new URL('../../../node_modules/.cache/lab/', import.meta.url)));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`lab: not bundled, so it starts a little slower, from its sources: ${message}\n`);
}
