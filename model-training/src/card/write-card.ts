import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { Metrics } from '../evaluate/metrics-schema.ts';
import { readManifest } from '../manifest/write-manifest.ts';
import { renderCard } from './render-card.ts';

/** Writes the card of a model directory from its manifest. @throws {z.ZodError} before the model was evaluated */
export function writeCard(directory: string): void {
  const manifest = readManifest(directory);
  writeFileSync(path.join(directory, 'README.md'), renderCard(manifest, Metrics.parse(manifest.metrics)));
}
