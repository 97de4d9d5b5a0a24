import { StringDecoder } from 'node:string_decoder';

type Stream = 'stdout' | 'stderr';

/** About so many characters go together: an event for each line would cost more than the line. */
const PIECE_CHARACTERS = 65_536;

/** What a command prints, on its way from chunks to lines. */
export interface OutputLines {
  /** Takes a chunk as it comes, and gives its whole lines on; what has no line end yet is held back. */
  readonly push: (stream: Stream, chunk: Buffer) => void;
  /** Gives on what was held back. */
  readonly end: () => void;
}

/** `onLines` gets one or more lines at a time, without the last one's end. */
export function outputLines(onLines: (stream: Stream, text: string) => void): OutputLines {
  const streams = { stdout: open(), stderr: open() };
  return {
    push: (stream, chunk) => {
      const { decoder, held } = streams[stream];
      const text = decoder.write(chunk);
      const lineEnd = text.lastIndexOf('\n');
      if (lineEnd === -1) {
        held.push(text);
        return;
      }
      const lines = held.splice(0).join('') + text.slice(0, lineEnd);
      held.push(text.slice(lineEnd + 1));
      for (const piece of piecesOf(lines)) onLines(stream, piece);
    },
    end: () => {
      for (const stream of ['stdout', 'stderr'] as const) {
        const { decoder, held } = streams[stream];
        const rest = held.splice(0).join('') + decoder.end();
        if (rest !== '') onLines(stream, rest);
      }
    },
  };
}

function open() {
  return { decoder: new StringDecoder('utf8'), held: [] as string[] };
}

/** Cut at line ends only: a secret must not be cut in two. */
function* piecesOf(lines: string): Generator<string> {
  let from = 0;
  while (lines.length - from > PIECE_CHARACTERS) {
    const before = lines.lastIndexOf('\n', from + PIECE_CHARACTERS);
    const cut = before > from ? before : lines.indexOf('\n', from + PIECE_CHARACTERS);
    if (cut === -1) break;
    yield lines.slice(from, cut);
    from = cut + 1;
  }
  yield lines.slice(from);
}
