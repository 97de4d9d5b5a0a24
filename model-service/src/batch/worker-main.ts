import { parentPort, workerData } from 'node:worker_threads';

import { openModel } from '../model/model.ts';
import type { BatchTask, WorkerMessage, WorkerStart } from './message.ts';

// The entry of a worker thread: a model of its own, tasks one after the other in the order in which they came.
const port = parentPort;
if (port === null) throw new Error('worker-main.ts is the entry of a worker thread');
const model = await openModel(workerData as WorkerStart);
let last: Promise<void> = Promise.resolve();
port.on('message', (task: BatchTask) => {
  last = last.then(() => work(task));
});
port.postMessage({ kind: 'loaded' } satisfies WorkerMessage);

async function work({ id, urls }: BatchTask): Promise<void> {
  try {
    const scores = await model.score(urls);
    const message: WorkerMessage = { kind: 'done', id, ...scores };
    port?.postMessage(message, [scores.probabilities.buffer]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    port?.postMessage({ kind: 'failed', id, message } satisfies WorkerMessage);
  }
}
