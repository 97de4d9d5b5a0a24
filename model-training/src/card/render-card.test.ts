import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import { Metrics } from '../evaluate/metrics-schema.ts';
import { readManifest } from '../manifest/write-manifest.ts';
import { renderCard } from './render-card.ts';

test.each(['lr', 'cnn'])('the card of %s is what its manifest says', (name) => {
  const directory = fileURLToPath(new URL(`../../../model-service/models/${name}`, import.meta.url));
  const manifest = readManifest(directory);
  expect(readFileSync(`${directory}/README.md`, 'utf8')).toBe(
    renderCard(manifest, Metrics.parse(manifest.metrics)),
  );
});
