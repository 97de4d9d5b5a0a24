import type { Built } from './archive.ts';
import { BuildLog } from './build-log.ts';
import type { BuildRequest } from './build-request.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The client hangs where the service behind it does. */
const ANSWER_WITHIN_MS = 10_000;

/** Whether Docker runs on this machine: its version, or why it does not. */
export async function dockerState(
  environment: Environment,
  signal: AbortSignal,
): Promise<{ readonly version: string } | { readonly reason: string }> {
  const result = await docker(['version', '--format', '{{.Server.Version}}'], {
    environment,
    signal,
    timeoutMs: ANSWER_WITHIN_MS,
  });
  if (result.code === 'ENOENT') return { reason: 'the program docker is not there' };
  if (result.timedOut) return { reason: 'docker does not answer' };
  if (!result.failed && result.stdout !== '') return { version: result.stdout.trim() };
  return { reason: result.stderr.trim().split('\n').at(-1) ?? 'docker does not answer' };
}

/**
 * Builds an image, unless Docker has one of that name (which says what went in), and saves it as an archive. Of the same
 * image's older names Docker keeps none. @throws the signal's reason
 */
export async function buildWithDocker(request: BuildRequest, archive: string): Promise<Built> {
  const { reference, environment, signal, onStep } = request;
  const known = await idOf(request);
  const failure = known === undefined ? await build(request) : undefined;
  if (failure !== undefined) return { failure };
  const id = known ?? (await idOf(request)) ?? '';
  onStep(`saving ${reference}`);
  const saved = await docker(['save', '-o', archive, reference], { environment, signal });
  signal.throwIfAborted();
  if (saved.failed) return { failure: `docker save of ${reference} failed: ${saved.stderr.trim()}` };
  await forgetOlder(request);
  return { id, isBuilt: known === undefined };
}

/** Why it failed; undefined where it did not. */
async function build(request: BuildRequest): Promise<string | undefined> {
  const { reference, root, dockerfile, buildArguments, environment, signal, onStep } = request;
  const { execa } = await import('execa');
  const log = new BuildLog(onStep);
  const words = Object.entries(buildArguments).flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]);
  const building = execa('docker', ['build', '-f', dockerfile, ...words, '-t', reference, '.'], {
    cwd: root,
    // Lines that stay, from BuildKit too.
    env: { ...environment, BUILDKIT_PROGRESS: 'plain' },
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    all: true,
    buffer: false,
    cancelSignal: signal,
  });
  for await (const line of building.iterable({ from: 'all' })) log.add(line);
  const { failed } = await building;
  signal.throwIfAborted();
  return failed ? log.failure(`docker could not build ${reference}`) : undefined;
}

async function idOf({ reference, environment, signal }: BuildRequest): Promise<string | undefined> {
  const words = ['image', 'inspect', '--format', '{{.Id}}', reference];
  const result = await docker(words, { environment, signal });
  signal.throwIfAborted();
  return result.failed ? undefined : result.stdout.trim();
}

/** A name that a container uses stays: then Docker refuses. */
async function forgetOlder({ reference, environment, signal }: BuildRequest): Promise<void> {
  const [repository = ''] = /^.+(?=:)/.exec(reference) ?? [];
  const words = ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', repository];
  const { stdout } = await docker(words, { environment, signal });
  const older = (stdout ?? '').split('\n').filter((each) => each !== '' && each !== reference);
  if (older.length > 0) await docker(['image', 'rm', ...older], { environment, signal });
}

/** Runs a command of Docker's; execa is loaded where there is one to run. */
async function docker(
  words: readonly string[],
  given: { readonly environment: Environment; readonly signal: AbortSignal; readonly timeoutMs?: number },
) {
  const { execa } = await import('execa');
  return execa('docker', words, {
    env: given.environment,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    cancelSignal: given.signal,
    ...(given.timeoutMs !== undefined && { timeout: given.timeoutMs }),
  });
}
