import { ask, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import { ownershipFacts } from '../file-attributes/ownership.ts';
import type { ModuleContext } from '../module.ts';
import { destinationFacts, isFolder } from '../place-file/destination.ts';
import { placeFile } from '../place-file/place-file.ts';
import { wantedBytes } from '../place-file/wanted-file.ts';
import type { CopyArgs } from './arguments.ts';
import { fileAttributes, folderAttributes, placeOptions } from './options.ts';

/** A file shall have this content. */
export function copyContent(args: CopyArgs, content: string, context: ModuleContext): Decision {
  const { dest } = args;
  if (args.mode === 'preserve') return failed('mode `preserve` goes with `src` alone', { dest });
  const wanted = wantedBytes(Buffer.from(content), 'content', fileAttributes(args, 0));
  const facts = { ...destinationFacts(dest, 'content', 'sha256'), ...ownershipFacts(args) };
  return ask(facts, (answers) => {
    if (isFolder(answers.dest)) return failed(`can not use content with a dir as dest: ${dest}`, { dest });
    const options = placeOptions(args);
    const result = {};
    return placeFile(
      { wanted, dest, options, folderAttributes: folderAttributes(args), result },
      answers,
      context,
    );
  });
}
