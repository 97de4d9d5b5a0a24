// `node check-keys.ts --shared DIR` (or LAB_SHARED) says whether chart-keys.txt is what the charts' own files say, and with
// --write makes it so. Needed after a pin of a chart has changed: first the new files, then the list.
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { writeCharts } from './chart-keys.ts';
import { KEYS_FILE } from './keys-file.ts';
import { readUpstreamCharts } from './upstream-charts.ts';

const { values } = parseArgs({
  options: { shared: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const shared = values.shared ?? process.env['LAB_SHARED'];
if (shared === undefined || shared === '') {
  console.error('charts: say where the shared data is: --shared DIR or LAB_SHARED');
  process.exit(2);
}
const wanted = writeCharts(await readUpstreamCharts(join(resolve(shared), 'data/upstream/charts')));
const keys = wanted.split('\n').length - 1;
if (values.write) {
  await writeFile(KEYS_FILE, wanted);
  console.log(`charts: ${keys} lines written`);
} else {
  const kept = await readFile(KEYS_FILE, 'utf8');
  const [lines, keptLines] = [wanted.split('\n'), kept.split('\n')];
  const first = lines.findIndex((line, index) => line !== keptLines[index]);
  if (wanted === kept) console.log(`charts: all ${keys} lines are what the charts say`);
  else
    console.error(
      `charts: line ${first + 1} is "${keptLines[first]}", the charts say "${lines[first]}": run with --write`,
    );
  process.exitCode = wanted === kept ? 0 : 1;
}
