import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { loadModel } from '@remla-lab/model-service';

import { figure } from './card/table.ts';
import { writeCard } from './card/write-card.ts';
import { loadDataset, type NamedRows } from './dataset/load-dataset.ts';
import { checkModel } from './evaluate/check.ts';
import { evaluateAll } from './evaluate/evaluate-all.ts';

const MODELS = fileURLToPath(new URL('../../model-service/models/', import.meta.url));
/** The others are compared with the first. */
const NAMES = ['lr', 'cnn'];

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    models: { type: 'string', default: MODELS },
    check: { type: 'boolean', default: false },
    'cards-only': { type: 'boolean', default: false },
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
} else {
  await evaluate(loadDataset(fromUser(values.data), ['val', 'test']));
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

async function evaluate(dataset: readonly NamedRows[]): Promise<void> {
  for (const [name, { sets }] of await evaluateAll(directories, dataset)) {
    for (const [set, { auc, truePositiveRateAt1Percent: rate }] of Object.entries(sets)) {
      console.log(`${name} ${set} AUC ${figure(auc)} TPR at 1 % ${figure(rate)}`);
    }
  }
}
