import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { loadModel } from '@remla-lab/model-service';

import { writeCard } from './card/write-card.ts';
import { loadDataset, type NamedRows } from './dataset/load-dataset.ts';
import { checkModel } from './evaluate/check.ts';
import { evaluateAll, writeFigures } from './evaluate/evaluate-all.ts';
import { timeOn } from './evaluate/evaluate-model.ts';
import { Metrics } from './evaluate/metrics-schema.ts';
import { summaryOf } from './evaluate/summary.ts';

const MODELS = fileURLToPath(new URL('../../model-service/models/', import.meta.url));
/** The others are compared with the first. */
const NAMES = ['lr', 'cnn'];

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    models: { type: 'string', default: MODELS },
    check: { type: 'boolean', default: false },
    validation: { type: 'boolean', default: false },
    'cards-only': { type: 'boolean', default: false },
    'times-only': { type: 'boolean', default: false },
  },
});
/** npm runs scripts in the workspace's folder; paths are meant from where the user stands. */
const fromUser = (file: string): string => path.resolve(process.env['INIT_CWD'] ?? '.', file);
const directories = NAMES.map((name) => path.join(fromUser(values.models), name));

if (values['cards-only']) {
  for (const directory of directories) writeCard(directory);
} else if (values.data === undefined) {
  throw new Error('--data DIR is missing: the folder with the labelled URLs');
} else if (values.check) {
  process.exitCode = (await check(loadDataset(fromUser(values.data), ['test']))) ? 0 : 1;
} else if (values['times-only']) {
  await measureTimes(loadDataset(fromUser(values.data), ['test']));
} else if (values.validation) {
  // what the tests would be asked, asked of the validation rows; the tests are not opened and nothing is written
  const validation = loadDataset(fromUser(values.data), ['val']);
  await evaluate(validation.map((set) => ({ ...set, role: 'test' })));
} else {
  const all = await evaluate(loadDataset(fromUser(values.data), ['val', 'test']));
  for (const [directory, metrics] of all) writeFigures(directory, metrics);
}

async function check(tests: readonly NamedRows[]): Promise<boolean> {
  let isSame = true;
  for (const directory of directories) {
    const model = await loadModel(directory);
    const found = await checkModel(directory, model, tests);
    await model.close();
    for (const each of found) {
      const verdict = each.isSame ? 'ok' : 'DIFFERS';
      const { name } = model.manifest;
      console.log(
        `${name} ${each.set} ${each.figure}: stated ${each.stated}, actual ${each.actual}, ${verdict}`,
      );
      isSame &&= each.isSame;
    }
  }
  return isSame;
}

/** The other figures do not hang on what else the machine does; these are taken again when it is calm. */
async function measureTimes(tests: readonly NamedRows[]): Promise<void> {
  for (const directory of directories) {
    const model = await loadModel(directory);
    const metrics = {
      ...Metrics.parse(model.manifest.metrics),
      millisecondsPerUrl: await timeOn(model, tests),
    };
    await model.close();
    for (const line of summaryOf(metrics).filter((each) => each.startsWith('ms per URL')))
      console.log(`${path.basename(directory)}: ${line}`);
    writeFigures(directory, metrics);
  }
}

async function evaluate(dataset: readonly NamedRows[]): Promise<ReadonlyMap<string, Metrics>> {
  const all = await evaluateAll(directories, dataset);
  for (const [directory, metrics] of all) {
    for (const line of summaryOf(metrics)) console.log(`${path.basename(directory)}: ${line}`);
  }
  return all;
}
