import { debFile } from '../../facts/deb-file.ts';
import { lines, sh } from '../../shell/command.ts';
import type { MachineUrlAction, ShellAction } from '../action.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import { aptGet, waitForLock } from './actions.ts';
import type { AptArgs } from './arguments.ts';
import { failureOf } from './failure.ts';
import { compareVersions } from './version.ts';
import { aptGetWords } from './words.ts';

const TIMEOUT_SECONDS = 60;

/** Fetches a package to the machine, and installs it unless its version, or a newer one, is there. */
export function installFromUrl(args: AptArgs, url: string): Decision {
  const fetch: MachineUrlAction = {
    kind: 'machine-url',
    url,
    timeoutSeconds: TIMEOUT_SECONDS,
    isCertificateChecked: true,
    isProxyUsed: true,
  };
  // Only the file itself says which package and version it is.
  return act([fetch], { changed: 'unknown' }, ([{ path, failure, message }]) => {
    if (path === undefined) return failed(`cannot fetch ${url}: ${failure ?? message}`);
    return ask({ file: debFile(path) }, ({ file }) => {
      if (file === null) return failed(`what ${url} gave is no Debian package`);
      const isThere = file.installed !== null && compareVersions(file.installed, file.version) >= 0;
      if (isThere && !args.force) return done(false, { stdout: '', stderr: '' });
      const diff = {
        before: file.installed === null ? '' : `${file.name} ${file.installed}\n`,
        after: `${file.name} ${file.version}\n`,
      };
      const actions = [waitForLock(args), installFile(args, path)] as const;
      return act(actions, { changed: true, diff: [diff] }, ([, { exitCode, stdout, stderr }]) => {
        if (exitCode === 0) return done(true, { stdout, stderr }, diff.before === diff.after ? [] : [diff]);
        return failed(failureOf(stdout + stderr, exitCode), { stdout, stderr, rc: exitCode });
      });
    });
  });
}

/** apt-get knows a package by the end of its file's name. */
function installFile(args: AptArgs, path: string): ShellAction {
  const named = `${path}.deb`;
  const install = aptGet(args, aptGetWords(args, 'install', [named]));
  const command = lines([
    sh`trap 'rm -f -- ${named}' EXIT; ln -f -- ${path} ${named} || exit`,
    sh`( ${install.command} )`,
  ]);
  return { ...install, command };
}
