import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import { Metrics } from '../evaluate/metrics-schema.ts';
import { readManifest } from '../manifest/write-manifest.ts';
import { renderCard } from './render-card.ts';

const directoryOf = (name: string): string =>
  fileURLToPath(new URL(`../../../model-service/models/${name}`, import.meta.url));

test.each(['lr', 'cnn'])('the card of %s is what its manifest says', (name) => {
  const manifest = readManifest(directoryOf(name));
  expect(readFileSync(`${directoryOf(name)}/README.md`, 'utf8')).toBe(
    renderCard(manifest, Metrics.parse(manifest.metrics)),
  );
});

test('how a model was chosen is said in the words of its manifest, and not where there are none', () => {
  const { selection: _selection, ...manifest } = readManifest(directoryOf('cnn'));
  const metrics = Metrics.parse(manifest.metrics);
  const heading = '## How it was chosen';
  expect(renderCard({ ...manifest, selection: 'By a coin.' }, metrics)).toContain(
    `${heading}\n\nBy a coin.\n`,
  );
  expect(renderCard(manifest, metrics)).not.toContain(heading);
});
