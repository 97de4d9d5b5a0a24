import { canonicalize, encodeLabel } from '@remla-lab/lib-ml';
import type { Model } from '@remla-lab/model-service';

import type { Scored } from '../metrics/auc.ts';
import type { Row } from '../rows/read-rows.ts';

/** Probabilities by canonical form: models see nothing else of a URL, so what has the same form has the same score. */
export type ScoreCache = Map<string, number>;

/** URLs handed over at once. */
const CHUNK = 4096;

/** Labels and calibrated probabilities of rows, scored by the code that serves. */
export async function scoreRows(model: Model, rows: readonly Row[], cache: ScoreCache): Promise<Scored> {
  const forms = rows.map(({ url }) => canonicalize(url).text);
  const missing = new Map<string, string>();
  for (const [index, form] of forms.entries()) if (!cache.has(form)) missing.set(form, rows[index]!.url);
  // Of like length, so that rows of one run need little padding.
  const wanted = [...missing].sort(([a], [b]) => a.length - b.length);
  for (let start = 0; start < wanted.length; start += CHUNK) {
    const chunk = wanted.slice(start, start + CHUNK);
    const probabilities = await model.predict(chunk.map(([, url]) => url));
    for (const [index, [form]] of chunk.entries()) cache.set(form, probabilities[index]!);
  }
  return {
    labels: Uint8Array.from(rows, ({ label }) => encodeLabel(label)),
    scores: Float64Array.from(forms, (form) => cache.get(form)!),
  };
}
