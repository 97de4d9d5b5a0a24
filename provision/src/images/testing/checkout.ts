import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder with what an image is made of, in small. */
export interface Checkout extends AsyncDisposable {
  readonly root: string;
  readonly write: (path: string, text: string, mode?: number) => Promise<void>;
}

const FILES = {
  '.dockerignore': '*\n!app\n!package.json\n**/*.test.ts\n**/Dockerfile\n',
  'package.json': '{}',
  'lab.yml': 'namespace: lab\n',
  'app/Dockerfile': 'FROM scratch\nCOPY package.json ./\nCOPY app app\nARG BUILD_TIME=\n',
  'app/package.json': '{ "version": "1.2.3" }',
  'app/src/main.ts': 'console.log(1);\n',
  'app/src/main.test.ts': 'test();\n',
};

export async function makeCheckout(): Promise<Checkout> {
  const root = await mkdtemp(join(tmpdir(), 'lab-checkout-'));
  const write = async (path: string, text: string, mode = 0o644) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text, { mode });
  };
  for (const [path, text] of Object.entries(FILES)) await write(path, text);
  return { root, write, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) };
}
