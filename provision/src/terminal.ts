import type { WriteStream } from 'node:tty';

import type { Output } from './commands/command.ts';

const CLEAR_LINE = '\r\u001b[2K';
const CLEAR_LINE_ABOVE = '\u001b[1A\u001b[2K';
// Between these two a terminal that knows them draws nothing: no frame is seen half done.
const BEGIN_FRAME = '\u001b[?2026h';
const END_FRAME = '\u001b[?2026l';

type Stream = Pick<WriteStream, 'write' | 'on' | 'writableLength'> &
  Partial<Pick<WriteStream, 'isTTY' | 'columns' | 'rows'>>;

/** The two streams of the process, as commands see them, and what ends their use. */
export interface Terminal extends Output {
  /** Resolves when everything was handed on, or nobody reads it any more: a pipe takes megabytes only bit by bit. */
  readonly flush: () => Promise<void>;
}

/**
 * What commands write to. Results go to standard output, the rest to standard error. Colour and progress lines are
 * for terminals only, and not where CI, NO_COLOR or TERM=dumb asks for plain text.
 */
export function openTerminal(
  stdout: Stream,
  stderr: Stream,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const isPlain = Boolean(environment['CI']) || environment['TERM'] === 'dumb';
  const isTerminal = stdout.isTTY === true && stderr.isTTY === true && !isPlain;
  let progressText: string | undefined;
  const writeAround = (stream: Stream, text: string) => {
    if (progressText !== undefined) stderr.write(BEGIN_FRAME + clearing(progressText));
    stream.write(text);
    if (progressText !== undefined) stderr.write(progressText + END_FRAME);
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
    get rows() {
      return stdout.rows ?? 25;
    },
    print: (text) => writeAround(stdout, text),
    note: (text) => writeAround(stderr, text),
    progress(text) {
      if (!isTerminal || text === progressText) return;
      stderr.write(`${BEGIN_FRAME}${clearing(progressText ?? '')}${text ?? ''}${END_FRAME}`);
      progressText = text;
    },
    flush: async () => {
      await Promise.all([stdout, stderr].map(flushed));
    },
  };
}

async function flushed(stream: Stream): Promise<void> {
  if (stream.writableLength === 0) return;
  // Called behind what was written before, also when that failed.
  await new Promise<void>((resolve) => void stream.write('', () => resolve()));
}

/** Takes as many lines away as the text has, and leaves the cursor where the first of them began. */
function clearing(text: string): string {
  return CLEAR_LINE + CLEAR_LINE_ABOVE.repeat(text.split('\n').length - 1);
}
