import { statOf } from '../../facts/file-stat.ts';
import { namesIn } from '../../facts/unpacked-archive.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Diff, Prediction } from '../decision.ts';
import { pathInfo } from '../file-attributes/path-info.ts';
import { UNPACK_PROGRAMS, unpackScript } from './unpack-script.ts';
import type { Unpacking } from './unpack-script.ts';

/** What only unpacking can tell. */
export const UNKNOWN: Prediction = { changed: 'unknown' };

/** Compares an archive of the machine with its folder, unpacks it where they differ, and tells what came of it. */
export function unpack(unpacking: Unpacking, src: string): Decision {
  const { args } = unpacking;
  const command = unpackScript(unpacking);
  const shell = { kind: 'shell', command, programs: UNPACK_PROGRAMS } as const;
  return act([shell], { ...UNKNOWN, result: { dest: args.dest, src } }, ([{ exitCode, stdout, stderr }]) => {
    if (exitCode !== 0) return failed(stderr.trim(), { dest: args.dest, src });
    const [handler = '', changed, difference = '', said = '', status, list = ''] = stdout.split('\0');
    const isChanged = changed === 'yes';
    return ask({ now: statOf(args.dest) }, ({ now }) => {
      const result = { ...pathInfo(now), dest: args.dest, src, handler };
      const more = {
        ...(args.list_files && { files: namesIn(list) }),
        ...(difference !== '' && { extract_results: { rc: Number(status), out: said, err: '' } }),
      };
      return done(isChanged, { ...result, ...more }, isChanged ? diffOf(args.dest, difference) : undefined);
    });
  });
}

/** What differed before, in tar's words. */
function diffOf(dest: string, difference: string): readonly Diff[] {
  return [{ before: `${difference}\n`, after: '', beforeHeader: dest, afterHeader: `${dest}, unpacked` }];
}
