import type { SendAction, SendOutput } from '../../modules/action.ts';
import type { Performed } from './perform.ts';
import type { Temporaries } from './temporaries.ts';
import type { World } from './world.ts';

/** Sends a file of the user's machine into one of the machine that is gone when the task ends. */
export async function sendFile(
  { path, sha256, what }: SendAction,
  { connection, identity, signal, onProgress }: World,
  temporaries: Temporaries,
): Promise<Performed> {
  const sent = await connection.send(
    { kind: 'local-file', path, sha256 },
    {
      identity,
      signal,
      onProgress: (doneBytes, totalBytes) => onProgress({ what, doneBytes, totalBytes }),
    },
  );
  temporaries.add(sent.path);
  const isSame = sent.sha256 === sha256;
  const failure = isSame ? undefined : `${path} changed on this machine while it was sent`;
  return { kind: 'output', output: { failure, path: sent.path } satisfies SendOutput };
}
