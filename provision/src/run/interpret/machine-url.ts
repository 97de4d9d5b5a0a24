import type { MachineUrlAction, UrlOutput } from '../../modules/action.ts';
import type { Output } from '../../transport/connection.ts';
import { curlConfiguration } from './curl-configuration.ts';
import { fetchScript } from './fetch-script.ts';
import { describeMissing } from './missing-programs.ts';
import type { Performed } from './perform.ts';
import { lastAnswer } from './response-headers.ts';
import type { Temporaries } from './temporaries.ts';
import { wgetConfiguration } from './wget-configuration.ts';
import type { World } from './world.ts';

/** The exit code by which the script says that there is neither curl nor wget: EX_UNAVAILABLE of sysexits.h. */
export const NO_PROGRAM = 69;

/** Has the machine fetch a URL. Nothing of the request stands in a command line: it travels on standard input. */
export async function machineUrl(
  action: MachineUrlAction,
  world: World,
  temporaries: Temporaries,
): Promise<Performed> {
  const { connection, clock } = world;
  const startMs = clock.now();
  const isContentRead = action.isContentRead ?? false;
  const [curl, wget] = [
    Buffer.from(`${curlConfiguration(action)}\n`),
    Buffer.from(`${wgetConfiguration(action)}\n`),
  ];
  const options = {
    curlBytes: curl.length,
    wgetBytes: wget.length,
    directory: action.directory,
    isContentRead,
  };
  const output = await connection.execute(fetchScript(options), {
    identity: world.identity,
    environment: world.environment,
    signal: world.signal,
    input: Buffer.concat([curl, wget, Buffer.from(`${action.url}\n`)]),
  });
  if (output.exitCode === NO_PROGRAM) {
    const message = `${describeMissing(connection.host, ['curl'])}; GNU wget will do too`;
    return { kind: 'failed', message };
  }
  const fetched = read(output, action);
  if (fetched.folder !== undefined) temporaries.add(`${fetched.folder}/content`, fetched.folder);
  const { folder: _, ...answer } = fetched;
  return { kind: 'output', output: { ...answer, elapsedMs: clock.now() - startMs } satisfies UrlOutput };
}

interface Fetched extends Omit<UrlOutput, 'elapsedMs'> {
  readonly folder: string | undefined;
}

/** The script prints, each followed by a NUL: the folder, the size, the last URL, the headers, what the program said. */
function read(output: Output, { url, isContentRead = false }: MachineUrlAction): Fetched {
  const [folder, size, lastUrl, headers, said, content = ''] = output.stdout.toString('utf8').split('\0');
  const failure = (reason: string) => `Request failed: ${reason}`;
  if (output.exitCode !== 0 || folder === undefined) {
    const message = failure(output.stderr.toString().trim() || `exit code ${output.exitCode}`);
    return {
      folder: undefined,
      failure: message,
      status: -1,
      path: undefined,
      sizeBytes: 0,
      message,
      url,
      headers: {},
    };
  }
  const sizeBytes = Number(size);
  const answer = lastAnswer(headers ?? '');
  const isWeb = /^https?:/i.test(url);
  const status = isWeb ? (answer?.status ?? -1) : 200;
  const shared = {
    folder,
    sizeBytes,
    url: lastUrl || url,
    headers: answer?.headers ?? {},
    status,
    ...(isContentRead && { content }),
  };
  if (said) {
    const message = failure(said);
    return { ...shared, status: -1, failure: message, path: undefined, message };
  }
  const message =
    status === 200 ? `OK (${sizeBytes} bytes)` : `HTTP Error ${status}: ${answer?.reason ?? ''}`;
  return { ...shared, failure: undefined, path: status === 200 ? `${folder}/content` : undefined, message };
}
