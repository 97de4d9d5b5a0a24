import type { Inode } from '../../facts/inode.ts';
import { pathWord } from '../../facts/path-word.ts';
import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import { chmodText, modeAfter, modeText } from './mode.ts';
import type { Attributes, Ownership } from './ownership.ts';

/** What of owner, group and permissions has to change, under Ansible's names. Both are empty where nothing has to. */
export interface AttributeChanges {
  readonly before: Readonly<Record<string, string | number>>;
  readonly after: Readonly<Record<string, string | number>>;
}

/** Compares a file with what is wanted of it. A link has no permissions of its own. */
export function attributeChanges(
  inode: Pick<Inode, 'kind' | 'mode' | 'uid' | 'gid'>,
  wanted: Attributes,
  ownership: Ownership,
): AttributeChanges {
  const mode = wantedMode(inode, wanted);
  const rows: readonly (readonly [string, string | number, string | number])[] = [
    ...(wanted.owner !== undefined && ownership.uid !== inode.uid
      ? ([['owner', inode.uid, ownership.uid ?? wanted.owner]] as const)
      : []),
    ...(wanted.group !== undefined && ownership.gid !== inode.gid
      ? ([['group', inode.gid, ownership.gid ?? wanted.group]] as const)
      : []),
    ...(mode === inode.mode ? [] : ([['mode', modeText(inode.mode), modeText(mode)]] as const)),
  ];
  return {
    before: Object.fromEntries(rows.map(([name, before]) => [name, before])),
    after: Object.fromEntries(rows.map(([name, , after]) => [name, after])),
  };
}

/** The permission bits that a file ends up with. */
export function wantedMode({ kind, mode }: Pick<Inode, 'kind' | 'mode'>, wanted: Attributes): number {
  return wanted.mode === undefined || kind === 'link'
    ? mode
    : modeAfter(mode, wanted.mode, kind === 'folder');
}

/** Gives a file its owner, group and permissions, in this order: a change of owner takes setuid away. */
export function attributeCommands(
  path: string,
  inode: Pick<Inode, 'kind' | 'mode'>,
  wanted: Attributes,
): readonly Command[] {
  return [
    ...ownerCommands(path, wanted),
    ...(wanted.mode === undefined || inode.kind === 'link'
      ? []
      : [sh`chmod ${chmodText(wantedMode(inode, wanted))} -- ${pathWord(path)}`]),
  ];
}

function ownerCommands(path: string, { owner, group }: Attributes): readonly Command[] {
  const belongs = ownerText({ owner, group });
  return belongs === undefined ? [] : [sh`chown -h ${belongs} -- ${pathWord(path)}`];
}

/** What chown takes: `owner:group`, each where it is wanted; undefined for neither. */
export function ownerText({ owner, group }: Attributes): string | undefined {
  if (owner === undefined && group === undefined) return undefined;
  return group === undefined ? owner : `${owner ?? ''}:${group}`;
}
