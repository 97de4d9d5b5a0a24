import { hash, randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

import type { UploadAction, UploadOutput } from '../../modules/action.ts';
import type { Content } from '../../transport/connection.ts';
import type { Performed } from './perform.ts';
import type { Placement } from './placement.ts';
import { placeScript } from './place-script.ts';
import type { Temporaries } from './temporaries.ts';
import type { World } from './world.ts';

/** Up to here content travels with the script that places it, in one round trip; beyond, it is sent first. */
const INLINE_BYTES = 262_144;

/** Content on its way: where the script finds it. `sha256` is undefined where only the machine can tell. */
interface Arrival {
  readonly from: Placement['from'];
  readonly input: Uint8Array | undefined;
  readonly sha256: string | undefined;
}

/** Gives a file of the machine new content and attributes. What the machine refuses is the output's failure. */
export async function upload(
  action: UploadAction,
  world: World,
  temporaries: Temporaries,
): Promise<Performed> {
  if (action.validate !== undefined && !action.validate.includes('%s')) {
    return refused(`validate must contain %s: ${action.validate}`);
  }
  const arrival = await bring(action, world, temporaries);
  if (arrival === undefined) return refused('the file on this machine changed while it was sent');
  const output = await world.connection.execute(placeScript(placementOf(action, arrival)), {
    identity: world.identity,
    environment: world.environment,
    signal: world.signal,
    ...(arrival.input && { input: arrival.input }),
  });
  if (output.exitCode === 0 && arrival.from.kind === 'move') temporaries.taken(arrival.from.path);
  if (output.exitCode !== 0) {
    return refused(
      output.stderr.toString().trim() || `the script ended with ${output.signal ?? output.exitCode}`,
    );
  }
  const [backupFile, sha256] = output.stdout.toString().split('\0');
  return {
    kind: 'output',
    output: {
      failure: undefined,
      sha256: arrival.sha256 ?? sha256 ?? '',
      backupFile: backupFile === '' ? undefined : backupFile,
    } satisfies UploadOutput,
  };
}

/** undefined: the file on this machine is not what it was when the module looked at it. */
async function bring(
  { source, path }: UploadAction,
  world: World,
  temporaries: Temporaries,
): Promise<Arrival | undefined> {
  switch (source.kind) {
    case 'bytes':
      return bringBytes(source.bytes, { path, world, temporaries });
    case 'local-file': {
      const arrival = await bringFile(source, { path, world, temporaries });
      return arrival.sha256 === source.sha256 ? arrival : undefined;
    }
    case 'machine-file': {
      const kind = temporaries.has(source.path) ? 'move' : 'copy';
      return { from: { kind, path: source.path, isSummed: true }, input: undefined, sha256: undefined };
    }
  }
}

type LocalSource = Extract<UploadAction['source'], { readonly kind: 'local-file' }>;

interface Way {
  readonly path: string;
  readonly world: World;
  readonly temporaries: Temporaries;
}

async function bringFile({ path, sha256 }: LocalSource, way: Way): Promise<Arrival> {
  const { size } = await stat(path);
  return size <= INLINE_BYTES
    ? bringBytes(await readFile(path), way)
    : send({ kind: 'local-file', path, sha256 }, way);
}

async function bringBytes(bytes: Uint8Array, way: Way): Promise<Arrival> {
  if (bytes.length > INLINE_BYTES) return send({ kind: 'bytes', bytes }, way);
  const from = { kind: 'input', sizeBytes: bytes.length } as const;
  return { from, input: bytes, sha256: hash('sha256', bytes, 'hex') };
}

async function send(content: Content, { path, world, temporaries }: Way): Promise<Arrival> {
  const { connection, identity, signal, onProgress } = world;
  const sent = await connection.send(content, {
    identity,
    signal,
    onProgress: (doneBytes, totalBytes) => onProgress({ what: path, doneBytes, totalBytes }),
  });
  temporaries.add(sent.path);
  return { from: { kind: 'move', path: sent.path, isSummed: false }, input: undefined, sha256: sent.sha256 };
}

function placementOf(action: UploadAction, { from, sha256 }: Arrival): Placement {
  const { path, mode, owner, group, validate } = action;
  return {
    path,
    from,
    mode,
    owner,
    group,
    validate,
    newName: `.lab.${randomBytes(8).toString('hex')}`,
    isBackedUp: action.isBackedUp ?? false,
    isInPlace: action.isInPlace ?? false,
    isLinkFollowed: action.isLinkFollowed ?? false,
    stamp: action.isStamped === true ? sha256 : undefined,
  };
}

function refused(failure: string): Performed {
  return { kind: 'output', output: { failure, sha256: '', backupFile: undefined } satisfies UploadOutput };
}
