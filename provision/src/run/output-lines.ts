import { StringDecoder } from 'node:string_decoder';

type Stream = 'stdout' | 'stderr';

/** Takes what a command prints as it comes, and gives it on by lines; what has no line end yet is held back. */
export function outputLines(
  onLine: (stream: Stream, text: string) => void,
): (stream: Stream, chunk: Buffer) => void {
  const streams = { stdout: open(), stderr: open() };
  return (stream, chunk) => {
    const { decoder, rest } = streams[stream];
    const lines = (rest + decoder.write(chunk)).split('\n');
    streams[stream].rest = lines.pop() ?? '';
    for (const line of lines) onLine(stream, line);
  };
}

function open() {
  return { decoder: new StringDecoder('utf8'), rest: '' };
}
