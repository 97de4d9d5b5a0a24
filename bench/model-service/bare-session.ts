import { performance } from 'node:perf_hooks';

import { Tensor } from '../../model-service/src/model/onnxruntime.ts';

import { createEncoder } from '../../model-service/src/model/encoder.ts';
import { readModel } from '../../model-service/src/model/read-model.ts';
import { openSession } from '../../model-service/src/model/session.ts';

/** What the session does when nothing stands around it: one thread, rows that were encoded before. */
export interface BareSession {
  /** Runs of `rows` rows one after the other, for that long. */
  run(
    rows: number,
    seconds: number,
  ): Promise<{ readonly runs: number; readonly seconds: number; readonly cpuSeconds: number }>;
  close(): Promise<void>;
}

/** A session on the model of a directory, with the options that the service uses. The caller closes it. */
export async function openBareSession(directory: string, urls: readonly string[]): Promise<BareSession> {
  const files = await readModel(directory);
  const { input, output, preprocessing } = files.manifest;
  const session = await openSession(files);
  const encode = createEncoder(preprocessing);
  return {
    async run(rows, seconds) {
      const feeds = Array.from({ length: 64 }, (_, batch) => {
        const members = Array.from(
          { length: rows },
          (_row, row) => urls[(batch * rows + row) % urls.length] ?? '',
        );
        const { data, dims } = encode(members);
        return { [input.name]: new Tensor('int32', data, dims) };
      });
      const cpu = process.cpuUsage();
      const startMs = performance.now();
      const endMs = startMs + seconds * 1000;
      let runs = 0;
      while (performance.now() < endMs) {
        await session.run(feeds[runs % feeds.length] ?? {}, [output.name]);
        runs += 1;
      }
      const { user, system } = process.cpuUsage(cpu);
      return { runs, seconds: (performance.now() - startMs) / 1000, cpuSeconds: (user + system) / 1e6 };
    },
    close: () => session.release(),
  };
}
