import { statOf } from '../../facts/file-stat.ts';
import type { FileStat } from '../../facts/file-stat.ts';
import { treeOf } from '../../facts/file-tree.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import { fieldsDiff } from '../file-attributes/describe-fields.ts';
import { ownershipFacts, ownershipOf } from '../file-attributes/ownership.ts';
import { pathInfo } from '../file-attributes/path-info.ts';
import { inOrder } from '../in-order.ts';
import type { ModuleContext } from '../module.ts';
import { decideAbsent } from './absent.ts';
import type { FileArgs } from './arguments.ts';
import { decideFile, decideTouch } from './existing.ts';
import { decideFolder } from './folder.ts';
import { decideHardLink } from './hard-link.ts';
import { decideLink } from './link.ts';
import { sourcePaths } from './source-paths.ts';
import { refuse, stateOf } from './step.ts';
import type { Situation, Step } from './step.ts';
import { askedTimes, timeFacts, wantedTimes } from './times.ts';

/** Asks what is there, and what is meant by names and times; then does what the state takes, if anything. */
export function decide(args: FileArgs, context: ModuleContext): Decision {
  const asked = askedTimes(args);
  if ('refused' in asked) return failed(asked.refused, { path: args.path });
  const sources = sourcePaths(args);
  const facts = {
    stat: statOf(args.path),
    ...(sources.file !== undefined && { beside: statOf(sources.file) }),
    ...(sources.folder !== undefined && { below: statOf(sources.folder) }),
    ...(sources.inFolder !== undefined && { inFolder: statOf(sources.inFolder) }),
    ...(args.recurse && { tree: treeOf(args.path, { isLinkFollowed: false }) }),
    ...ownershipFacts(args),
    ...timeFacts(asked),
  };
  return ask(facts, (answers) => {
    const isFolder = stateOf(answers.stat) === 'directory';
    const stat = isFolder && answers.inFolder ? answers.inFolder : answers.stat;
    const refusal = refusedBy(stat);
    if (refusal !== undefined) return failed(refusal, { path: args.path });
    const ownership = ownershipOf(args, answers);
    if (ownership.missing !== undefined && !context.isCheck)
      return failed(ownership.missing, { path: args.path });
    const source = isFolder && answers.below ? answers.below : answers.beside;
    const times = wantedTimes(asked, answers);
    const tree = answers.tree ?? [];
    return take(stepFor({ args, path: stat.path, stat, source, ownership, times, tree }), stat);
  });
}

function refusedBy(stat: FileStat): string | undefined {
  return stat.kind === 'refused' ? `${stat.path}: ${stat.reason}` : undefined;
}

function stepFor(situation: Situation): Step {
  const { args, stat } = situation;
  const present = stateOf(stat);
  const state = args.state ?? (present === 'absent' ? (args.recurse ? 'directory' : 'file') : present);
  if (args.recurse && state !== 'directory') {
    return refuse(`\`recurse\` goes with folders alone, and ${situation.path} is a ${state}`, {
      path: situation.path,
    });
  }
  switch (state) {
    case 'absent':
      return decideAbsent(situation);
    case 'directory':
      return decideFolder(situation);
    case 'file':
      return decideFile(situation);
    case 'touch':
      return decideTouch(situation);
    case 'link':
      return decideLink(situation);
    case 'hard':
      return decideHardLink(situation);
  }
}

function take(step: Step, stat: FileStat): Decision {
  if (step.kind === 'refuse') return failed(step.msg, step.fields);
  const { commands, before, after, result } = step;
  const path = String(result['path'] ?? result['dest']);
  if (commands.length === 0) return done(false, { ...result, ...pathInfo(shownOf(stat, path)) });
  const diff = fieldsDiff(path, before, after);
  const expected = { ...result, state: after['state'] ?? pathInfo(shownOf(stat, path))['state'] };
  return act(
    [{ kind: 'shell', command: inOrder(commands) }],
    { changed: true, result: expected, diff },
    ([output]) => {
      if (output.exitCode !== 0) return failed(output.stderr.trim(), result);
      if (expected.state === 'absent') return done(true, expected, diff);
      return ask({ now: statOf(path) }, ({ now }) => done(true, { ...result, ...pathInfo(now) }, diff));
    },
  );
}

/** What lies under the path that the result names: where a link was followed, what it points to. */
function shownOf(stat: FileStat, path: string): FileStat {
  if (stat.kind !== 'found' || stat.path === path || stat.link?.inode === undefined) return stat;
  return { ...stat, path, inode: stat.link.inode };
}
