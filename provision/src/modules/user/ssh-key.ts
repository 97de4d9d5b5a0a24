import { sshKeyAbout, showSshKey, parseSshKey } from '../../facts/ssh-key.ts';
import type { SshKey } from '../../facts/ssh-key.ts';
import type { UserEntry } from '../../facts/user.ts';
import { lines, sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import { Secret } from '../../shell/secret.ts';
import type { ShellAction } from '../action.ts';
import { act, ask, failed } from '../decision.ts';
import type { Decision, Result } from '../decision.ts';
import type { UserArgs } from './arguments.ts';

/** What is returned of a key. */
export type KeyResult = Readonly<Record<string, unknown>>;

/** Sees to the user's SSH key, then finishes with whether one was made and what is returned of it. */
export function settleSshKey(
  args: UserArgs,
  user: UserEntry,
  { result, finish }: { result: Result; finish: (isMade: boolean, key: KeyResult) => Decision },
): Decision {
  if (!args.generate_ssh_key) return finish(false, {});
  const path = keyPath(args, user);
  return ask({ key: sshKeyAbout(path) }, ({ key }) => {
    if (key !== null && !args.force) return finish(false, resultOf(path, key));
    const predicted = { changed: true, result: { ...result, ssh_key_file: path } };
    return act([generate(args, user, path)], predicted, ([{ exitCode, stdout, stderr }]) => {
      const made = parseSshKey(stdout);
      if (exitCode !== 0 || made === null)
        return failed(stderr.trim() || 'ssh-keygen made no key', result, true);
      return finish(true, resultOf(path, made));
    });
  });
}

function keyPath(args: UserArgs, user: UserEntry): string {
  const file = args.ssh_key_file ?? `.ssh/id_${args.ssh_key_type}`;
  return file.startsWith('/') ? file : `${user.home}/${file}`;
}

function generate(args: UserArgs, user: UserEntry, path: string): ShellAction {
  const folder = path.slice(0, path.lastIndexOf('/')) || '/';
  const owner = `${user.uid}:${user.gid}`;
  const bits = args.ssh_key_bits === undefined ? [] : ['-b', args.ssh_key_bits];
  const comment =
    args.ssh_key_comment === undefined ? sh`"ansible-generated on $(uname -n)"` : sh`${args.ssh_key_comment}`;
  const keygen = sh`ssh-keygen -q -t ${args.ssh_key_type} ${bits} -C ${comment} -f ${path}`;
  const command = lines([
    sh`if [ ! -d ${folder} ]; then (umask 077 && mkdir -p -- ${folder}) && chown ${owner} -- ${folder}; fi || exit`,
    sh`rm -f -- ${path} ${`${path}.pub`} || exit`,
    args.ssh_key_passphrase === undefined ? sh`${keygen} -N '' || exit` : withPassphrase(keygen),
    sh`chown ${owner} -- ${path} ${`${path}.pub`} || exit`,
    showSshKey(path),
  ]);
  const input = args.ssh_key_passphrase === undefined ? {} : { input: new Secret(args.ssh_key_passphrase) };
  return { kind: 'shell', command, programs: ['ssh-keygen'], ...input };
}

/** ssh-keygen reads a pass phrase from a terminal or from a program that it asks: ours gives it what came as input. */
function withPassphrase(keygen: Command): Command {
  return lines([
    sh`folder=$(mktemp -d) && trap 'rm -rf -- "$folder"' EXIT || exit`,
    sh`cat >"$folder/phrase" && printf '#!/bin/sh${'\\n'}exec cat "%s"${'\\n'}' "$folder/phrase" >"$folder/ask" && chmod 0700 "$folder/ask" || exit`,
    sh`DISPLAY=none SSH_ASKPASS_REQUIRE=force SSH_ASKPASS="$folder/ask" ${keygen} </dev/null || exit`,
  ]);
}

function resultOf(path: string, key: NonNullable<SshKey>): KeyResult {
  return { ssh_key_file: path, ssh_fingerprint: key.fingerprint, ssh_public_key: key.publicKey };
}
