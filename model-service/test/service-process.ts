import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** The service as a process of its own. */
export interface ServiceProcess extends AsyncDisposable {
  readonly process: ChildProcess;
  readonly port: number;
  readonly output: () => string;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** Starts `src/main.ts` on a port of the system's choice; comes back when the port is open. */
export async function serviceProcess(env: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const { child, output, ended } = run({ MODEL_SERVICE_PORT: '0', HOST: '127.0.0.1', ...env });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /"port":(\d+),"msg":"listening"/.exec(output())?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    void ended.then(() => reject(new Error(`it ended: ${output()}`)));
  });
  return {
    process: child,
    port,
    output,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs `src/main.ts` until it ends. */
export async function serviceFailure(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const { output, ended } = run({ HOST: '127.0.0.1', ...env });
  return { code: await ended, output: output() };
}

function run(env: Readonly<Record<string, string>>): {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
} {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: 'pipe',
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, output: () => text, ended };
}
