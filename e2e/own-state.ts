import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse, stringify } from 'yaml';

/**
 * Writes a lab file by which a lab of a test has a state folder of its own, `state` in `folder`, and gives its path: for
 * LAB_FILE or `--lab`. `over` is a file whose values it has too, by default the one of whoever runs the tests. No Prometheus
 * is started beside it unless that file says so: tests do the same wherever they run.
 */
export async function writeOwnState(folder: string, over = process.env['LAB_FILE']): Promise<string> {
  const values = (over ? parse(await readFile(over, 'utf8')) : {}) as Readonly<Record<string, unknown>>;
  const own = {
    ...values,
    local: { prometheus: 'off', ...(values['local'] as object | undefined) },
    provision: { state_folder: join(folder, 'state') },
  };
  const path = join(folder, 'own-state.yml');
  await mkdir(folder, { recursive: true });
  await writeFile(path, stringify(own));
  return path;
}
