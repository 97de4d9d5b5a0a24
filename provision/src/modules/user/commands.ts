import type { UserAnswer, UserEntry } from '../../facts/user.ts';
import { lines, sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import { Secret } from '../../shell/secret.ts';
import type { ShellAction } from '../action.ts';
import type { UserArgs } from './arguments.ts';
import { createUser, folderAbove } from './create.ts';
import { agingWords } from './modify.ts';
import type { Changes } from './modify.ts';

/** Makes the user and its password. */
export function creation(args: UserArgs, answer: UserAnswer): ShellAction {
  const hash =
    args.password === undefined ? undefined : `${args.password_lock === true ? '!' : ''}${args.password}`;
  const aging = agingWords(args, { shadow: null });
  const commands = [
    createUser(args, answer),
    ...(hash === undefined ? [] : [setPassword()]),
    ...(aging.length === 0 ? [] : [sh`chage ${aging} -- ${args.name}`]),
  ];
  return inOrder(commands, ['useradd'], { name: args.name, hash });
}

/** Brings a user to what is wanted; undefined where it is that already. */
export function modification(args: UserArgs, user: UserEntry, changes: Changes): ShellAction | undefined {
  const { usermod, hash, chage, isHomeMissing } = changes;
  const commands = [
    ...(usermod.includes('-m') ? [makeWay(args.home ?? user.home)] : []),
    ...(usermod.length === 0 ? [] : [sh`usermod ${usermod} -- ${args.name}`]),
    ...(hash === undefined ? [] : [setPassword()]),
    ...(chage.length === 0 ? [] : [sh`chage ${chage} -- ${args.name}`]),
    ...(isHomeMissing ? [makeHome(args, user)] : []),
  ];
  const programs = usermod.length === 0 ? [] : ['usermod'];
  return commands.length === 0 ? undefined : inOrder(commands, programs, { name: args.name, hash });
}

export function removal(args: UserArgs): ShellAction {
  const words = [...(args.force ? ['-f'] : []), ...(args.remove ? ['-r'] : [])];
  return { kind: 'shell', command: sh`userdel ${words} -- ${args.name}`, programs: ['userdel'] };
}

/** Commands of which each runs when those before it went well. The hash travels on the input, which chpasswd alone reads. */
function inOrder(
  commands: readonly Command[],
  programs: readonly string[],
  { name, hash }: { name: string; hash: string | undefined },
): ShellAction {
  const command = lines(
    commands.map((each, index) => (index === commands.length - 1 ? each : sh`${each} || exit`)),
  );
  const needed = [...programs, ...(hash === undefined ? [] : ['chpasswd'])];
  return {
    kind: 'shell',
    command,
    programs: needed,
    ...(hash !== undefined && { input: new Secret(`${name}:${hash}\n`) }),
  };
}

function setPassword(): Command {
  return sh`chpasswd -e`;
}

/** usermod changes the entry before it finds out that it cannot move the old home there. */
function makeWay(home: string): Command {
  return lines([
    sh`if [ -e ${home} ]; then echo ${`${home} exists already: nothing is moved there`} >&2; exit 1; fi`,
    sh`mkdir -p -- ${folderAbove(home)}`,
  ]);
}

/** What useradd does, for a user that is there: the skeleton's content, owned by the user, closed as login.defs says. */
function makeHome(args: UserArgs, user: UserEntry): Command {
  const home = args.home ?? user.home;
  const skeleton = args.skeleton ?? '/etc/skel';
  return lines([
    sh`mode=$(sed -n 's/^HOME_MODE[[:space:]]*//p' /etc/login.defs 2>/dev/null)`,
    sh`mkdir -p -- ${home} || exit`,
    sh`if [ -d ${skeleton} ]; then cp -R -P -- ${`${skeleton}/.`} ${home} || exit; fi`,
    sh`chown -R ${`${args.uid ?? user.uid}:${user.gid}`} -- ${home} && chmod "\${mode:-0755}" ${home}`,
  ]);
}
