import { ask, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import { ownershipFacts } from '../file-attributes/ownership.ts';
import type { ModuleContext } from '../module.ts';
import { destinationFacts, nameOf } from '../place-file/destination.ts';
import { placeFile } from '../place-file/place-file.ts';
import { wantedLocal } from '../place-file/wanted-file.ts';
import type { CopyArgs } from './arguments.ts';
import { copyFolder } from './folder.ts';
import { fileAttributes, folderAttributes, placeOptions } from './options.ts';

/** A file or folder of the user's machine. */
export function copyLocal(args: CopyArgs, src: string, context: ModuleContext): Decision {
  const { dest, local_follow: isLinkFollowed = true } = args;
  const facts = {
    local: { kind: 'local-file', path: src, folder: 'files', want: 'tree', isLinkFollowed },
    ...destinationFacts(dest, nameOf(src), 'sha256'),
    ...ownershipFacts(args),
  } as const;
  return ask(facts, (answers) => {
    const { local } = answers;
    if (local.kind === 'missing') {
      return failed(`${src} is not on this machine, looked for: ${local.searched.join(', ')}`, { dest });
    }
    if (local.kind === 'folder') {
      const entries = (local.entries ?? []).map((entry) => ({
        ...entry,
        digest: entry.sha256,
        sha1: undefined,
        source: {
          kind: 'local-file',
          path: `${local.path}/${entry.path}`,
          sha256: entry.sha256 ?? '',
        } as const,
      }));
      return copyFolder(
        { args, src, path: local.path, entries, algorithm: 'sha256', mode: undefined },
        answers,
        context,
      );
    }
    if (args.checksum !== undefined && local.sha1 !== args.checksum) {
      return failed(`${local.path} has the SHA-1 ${local.sha1}, and not ${args.checksum}`, { dest });
    }
    const wanted = wantedLocal(local, fileAttributes(args, local.mode));
    const options = placeOptions(args);
    const result = { src: local.path };
    return placeFile(
      { wanted, dest, options, folderAttributes: folderAttributes(args), result },
      answers,
      context,
    );
  });
}
