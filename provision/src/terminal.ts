import type { WriteStream } from 'node:tty';

import type { Output } from './commands/command.ts';

const CLEAR_LINE = '\r\u001b[2K';

type Stream = Pick<WriteStream, 'write' | 'on'> & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>;

/**
 * What commands write to. Results go to standard output, the rest to standard error. Colour and the progress line are
 * for terminals only, and not where CI, NO_COLOR or TERM=dumb asks for plain text.
 */
export function openTerminal(
  stdout: Stream,
  stderr: Stream,
  environment: Readonly<Record<string, string | undefined>>,
): Output {
  const isPlain = Boolean(environment['CI']) || environment['TERM'] === 'dumb';
  const isTerminal = stdout.isTTY === true && stderr.isTTY === true && !isPlain;
  let progressText: string | undefined;
  const writeAround = (stream: Stream, text: string) => {
    if (progressText !== undefined) stderr.write(CLEAR_LINE);
    stream.write(text);
    if (progressText !== undefined) stderr.write(progressText);
  };
  for (const stream of [stdout, stderr]) {
    // The reader of a pipe may leave early (`lab traffic | head`): what is left to say is then for nobody.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    useColor: isTerminal && !environment['NO_COLOR'],
    isTerminal,
    get columns() {
      return stdout.columns ?? 100;
    },
    print: (text) => writeAround(stdout, text),
    note: (text) => writeAround(stderr, text),
    progress(text) {
      if (!isTerminal || text === progressText) return;
      stderr.write(CLEAR_LINE + (text ?? ''));
      progressText = text;
    },
  };
}
