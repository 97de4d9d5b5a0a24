import { createServer } from 'node:net';

/** Below the range from which the system gives out ports to whoever asks for any. */
const FIRST = 20_000;
const LAST = 31_000;

/** For a port that is taken long after it was looked for: labs, which take theirs at once, get none of these. */
export const FOR_LATER = { from: LAST + 100, to: 32_700 };

/** The first of `count` ports in a row that were free a moment ago on the loopback interface. */
export async function freePorts(count = 1, { from, to } = { from: FIRST, to: LAST }): Promise<number> {
  for (;;) {
    const first = from + Math.floor(Math.random() * (to - from));
    const row = Array.from({ length: count }, (_, index) => isFree(first + index));
    if ((await Promise.all(row)).every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => {
      server.close(() => resolve(true));
    });
  });
}
