import type { TreeEntry } from '../../facts/file-tree.ts';
import { pathWord } from '../../facts/path-word.ts';
import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import { attributeChanges, ownerText } from '../file-attributes/changes.ts';
import { chmodText, modeAfter } from '../file-attributes/mode.ts';
import type { Situation } from './step.ts';
import { timeCommands } from './times.ts';

/**
 * What is done to everything below a folder, and for how many entries there is something to do. `find` does it on the
 * machine, so that any name will do; only what differs is touched.
 */
export function recurse(
  path: string,
  situation: Situation,
): { readonly commands: readonly Command[]; readonly count: number } {
  const { args, ownership, tree, times } = situation;
  const changes = tree.map((entry) => attributeChanges(entry, args, ownership).after);
  const isTimed = times.accessTime !== undefined || times.modificationTime !== undefined;
  const count = isTimed ? tree.length : changes.filter((after) => Object.keys(after).length > 0).length;
  const isOwned = changes.some((after) => 'owner' in after || 'group' in after);
  // A change of owner takes setuid and setgid away, and so the mode is looked at again.
  const isModed = args.mode !== undefined && (isOwned || changes.some((after) => 'mode' in after));
  const below = sh`find -P ${pathWord(`${path}/`)} -mindepth 1`;
  const commands = [
    ...(isOwned
      ? [sh`${below} ${otherOwner(situation)} -exec chown -h ${ownerText(args) ?? ''} -- {} +`]
      : []),
    ...(isModed ? modeCommands(below, args.mode ?? '', tree) : []),
    ...(isTimed && tree.length > 0 ? timed(below, situation) : []),
  ];
  return { commands, count };
}

function otherOwner({ ownership: { uid, gid } }: Situation): Command {
  const user = uid === undefined ? [] : [sh`! -uid ${uid}`];
  const group = gid === undefined ? [] : [sh`! -gid ${gid}`];
  const [first = sh`-true`, second] = [...user, ...group];
  return second === undefined ? first : sh`'(' ${first} -o ${second} ')'`;
}

/** A command for each mode that comes out, over the entries that have one of the modes it comes from. */
function modeCommands(below: Command, wanted: string, tree: readonly TreeEntry[]): readonly Command[] {
  const kinds = [
    { test: sh`-type d`, isFolder: true },
    { test: sh`! -type d ! -type l`, isFolder: false },
  ];
  return kinds.flatMap(({ test, isFolder }) => {
    const modes = new Set(
      tree
        .filter(({ kind }) => kind !== 'link' && (kind === 'folder') === isFolder)
        .map(({ mode }) => mode)
        .filter((mode) => modeAfter(mode, wanted, isFolder) !== mode),
    );
    return [...modes]
      .sort((a, b) => a - b)
      .map((mode) => {
        const after = chmodText(modeAfter(mode, wanted, isFolder));
        return sh`${below} ${test} -perm ${chmodText(mode)} -exec chmod ${after} -- {} +`;
      });
  });
}

function timed(below: Command, { times }: Situation): readonly Command[] {
  return timeCommands('{}', times).map((command) => sh`${below} ! -type l -exec ${command} +`);
}
