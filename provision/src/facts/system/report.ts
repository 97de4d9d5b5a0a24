/** What the script of the system facts printed, taken apart. */
export interface SystemReport {
  /** Lines of files, by path. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** Lines of the other sections, by name. */
  readonly sections: ReadonlyMap<string, readonly string[]>;
  /** What each file of local facts says, by path. */
  readonly local: ReadonlyMap<string, string>;
  readonly environment: Readonly<Record<string, string>>;
}

const HEADING = /\n= (.+)\n/g;

/** Takes the output of `systemScript` apart. */
export function parseReport(stdout: Buffer): SystemReport {
  const text = stdout.toString('utf8');
  const headings = [...text.matchAll(HEADING)];
  // What stands in the environment may look like a heading: that section is the last one of ours.
  const last = headings.findIndex(([, name]) => name === 'environment');
  const ours = last === -1 ? headings : headings.slice(0, last + 1);
  const sections = new Map<string, string>();
  for (const [index, heading] of ours.entries()) {
    const end = ours[index + 1]?.index ?? text.length;
    sections.set(heading[1] ?? '', text.slice(heading.index + heading[0].length, end));
  }
  const local = [...sections].filter(([name]) => name.startsWith('local '));
  return {
    files: filesOf(sections.get('files') ?? ''),
    sections: new Map([...sections].map(([name, body]) => [name, linesOf(body)])),
    local: new Map(local.map(([name, body]) => [name.slice('local '.length), body])),
    environment: environmentOf(sections.get('environment') ?? ''),
  };
}

/** All lines of a file; none where it is not there. */
export function linesIn(report: SystemReport, path: string): readonly string[] {
  return report.files.get(path) ?? [];
}

/** The first line of a file, trimmed; undefined where it is not there or empty. */
export function lineIn(report: SystemReport, path: string): string | undefined {
  const line = report.files.get(path)?.[0]?.trim();
  return line === '' ? undefined : line;
}

/** `KEY=value` lines as os-release has them, quotes taken off. */
export function assignmentsIn(lines: readonly string[]): Readonly<Record<string, string>> {
  const pairs = lines.flatMap((line) => {
    const [, key, value = ''] = /^\s*([\w.]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return key === undefined ? [] : [[key, value.replace(/^(["'])(.*)\1$/, '$2')] as const];
  });
  return Object.fromEntries(pairs);
}

/** Paths of files below a folder, with the steps below it: `/sys/block/sda/size` → `['sda', 'size']`. */
export function stepsBelow(report: SystemReport, folder: string): readonly (readonly string[])[] {
  const paths = [...report.files.keys()].filter((path) => path.startsWith(folder));
  return paths.map((path) => path.slice(folder.length).split('/'));
}

function filesOf(body: string): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  for (const line of body.split('\n')) {
    const colon = line.indexOf(':');
    if (colon === -1) continue;
    const path = line.slice(0, colon);
    const lines = files.get(path) ?? [];
    lines.push(line.slice(colon + 1));
    files.set(path, lines);
  }
  return files;
}

function linesOf(body: string): readonly string[] {
  return body.split('\n').filter((line) => line.trim() !== '');
}

function environmentOf(body: string): Readonly<Record<string, string>> {
  const pairs = body.split('\0').flatMap((entry) => {
    const equals = entry.indexOf('=');
    return equals > 0 ? [[entry.slice(0, equals), entry.slice(equals + 1)] as const] : [];
  });
  return Object.fromEntries(pairs);
}
