import { writeFile } from 'node:fs/promises';

import { FileError } from '../errors.ts';
import { RunRecorder } from './record.ts';
import type { Report } from './report.ts';

/** The page of a run, written when the run is over. @throws {FileError} from `end` when it cannot be written */
export function htmlFile(path: string): Report {
  const recorder = new RunRecorder();
  return {
    sink: (event) => recorder.add(event),
    end: async () => {
      const { reportPage } = await import('./html/page.ts');
      try {
        await writeFile(path, reportPage(recorder.read()), { mode: 0o600 });
      } catch (cause) {
        throw new FileError(path, `${path} cannot be written: ${(cause as Error).message}`, { cause });
      }
    },
  };
}
