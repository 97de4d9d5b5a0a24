const OCTAL = /^[0-7]{1,5}$/;
const CLAUSE = /^([ugoa]*)((?:[-+=](?:[ugo]|[rwxXst]*))+)$/;

/** The umask of every task, which counts where a symbolic mode names nobody (`+x`). */
const UMASK = 0o022;

/** What a file and a folder get that nothing is said about. */
export const NEW_FILE_MODE = 0o666 & ~UMASK;
export const NEW_FOLDER_MODE = 0o777 & ~UMASK;

/** Whether a text is a mode: octal, or clauses such as `u=rw,go-w`. */
export function isMode(text: string): boolean {
  return OCTAL.test(text) || text.split(',').every((clause) => CLAUSE.test(clause));
}

/** The permission bits that a mode makes of others, as chmod does. */
export function modeAfter(current: number, wanted: string, isFolder: boolean): number {
  if (OCTAL.test(wanted)) return Number.parseInt(wanted, 8) & 0o7777;
  return wanted.split(',').reduce((mode, clause) => clauseAfter(mode, clause, isFolder), current);
}

/** A mode as Ansible writes it: at least four digits. */
export function modeText(mode: number): string {
  return `0${mode.toString(8).padStart(3, '0')}`;
}

/** For chmod: five digits clear setuid and setgid of folders too. */
export function chmodText(mode: number): string {
  return mode.toString(8).padStart(5, '0');
}

function clauseAfter(mode: number, clause: string, isFolder: boolean): number {
  const [, who = '', operations = ''] = CLAUSE.exec(clause) ?? [];
  const classes = who === '' || who.includes('a') ? ['u', 'g', 'o'] : [...new Set(who)];
  const allowed = who === '' ? ~UMASK : ~0;
  return [...operations.matchAll(/([-+=])([ugo]|[rwxXst]*)/g)].reduce(
    (before, [, operator = '', permissions = '']) => {
      const bits = classes
        .map((name) => bitsOf(name, permissions, { mode: before, isFolder }))
        .reduce((all, each) => all | each, permissions.includes('t') ? 0o1000 : 0);
      if (operator === '+') return before | (bits & allowed);
      if (operator === '-') return before & ~(bits & allowed);
      return (before & ~clearedBy(classes, isFolder)) | (bits & allowed);
    },
    mode,
  );
}

const SHIFT: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 };
const SPECIAL: Readonly<Record<string, number>> = { u: 0o4000, g: 0o2000, o: 0 };

interface Current {
  readonly mode: number;
  readonly isFolder: boolean;
}

function bitsOf(name: string, permissions: string, { mode, isFolder }: Current): number {
  const shift = SHIFT[name] ?? 0;
  const copied = SHIFT[permissions];
  if (copied !== undefined) return ((mode >> copied) & 0o7) << shift;
  const isExecutable = isFolder || (mode & 0o111) !== 0;
  const triple =
    (permissions.includes('r') ? 4 : 0) +
    (permissions.includes('w') ? 2 : 0) +
    (permissions.includes('x') || (permissions.includes('X') && isExecutable) ? 1 : 0);
  return (triple << shift) | (permissions.includes('s') ? (SPECIAL[name] ?? 0) : 0);
}

/** chmod leaves setuid and setgid of folders where `=` does not name them. */
function clearedBy(classes: readonly string[], isFolder: boolean): number {
  const sticky = classes.length === 3 && !isFolder ? 0o1000 : 0;
  return classes.reduce(
    (bits, name) => bits | (0o7 << (SHIFT[name] ?? 0)) | (isFolder ? 0 : (SPECIAL[name] ?? 0)),
    sticky,
  );
}
