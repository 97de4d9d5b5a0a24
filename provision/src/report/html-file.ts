import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';

import { FileError } from '../errors.ts';
import { RunRecorder } from './record.ts';
import type { Report } from './report.ts';

/** The page of a run, written when the run is over. @throws {FileError} from `end` when it cannot be written */
export function htmlFile(path: string): Report {
  const recorder = new RunRecorder();
  // Read as soon as the run has begun: then machines are waited for, at its end the user is.
  let page: ReturnType<typeof loadPage> | undefined;
  // For whoever cannot wait.
  let loaded: Awaited<typeof page>;
  return {
    sink: (event) => {
      page ??= loadPage().then((each) => (loaded = each));
      recorder.add(event);
    },
    end: async () => {
      const { reportPage } = await (page ?? loadPage());
      try {
        await writeFile(path, reportPage(recorder.read()), { mode: 0o600 });
      } catch (cause) {
        throw new FileError(path, `${path} cannot be written: ${(cause as Error).message}`, { cause });
      }
    },
    endNow: () => {
      if (loaded) writeFileSync(path, loaded.reportPage(recorder.read()), { mode: 0o600 });
    },
  };
}

function loadPage() {
  return import('./html/page.ts');
}
