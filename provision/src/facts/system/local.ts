import type { SystemReport } from './report.ts';

type Sections = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** local: what the files NAME.fact of the fact path say, JSON or INI, by NAME; and ssh_host_key_… of the machine. */
export function localFacts(report: SystemReport): Readonly<Record<string, unknown>> {
  const facts = [...report.local].map(([path, text]) => {
    const name = path.slice(path.lastIndexOf('/') + 1, -'.fact'.length);
    return [name, valueOf(text)] as const;
  });
  return { local: Object.fromEntries(facts) };
}

/** ssh_host_key_ed25519_public and so on, with …_keytype. */
export function hostKeyFacts(report: SystemReport): Readonly<Record<string, string>> {
  const facts = [...report.files].flatMap(([path, [line = '']]) => {
    const kind = /^\/etc\/ssh\/ssh_host_(\w+)_key\.pub$/.exec(path)?.[1];
    const [type = '', key = ''] = line.split(' ');
    if (kind === undefined || key === '') return [];
    return [
      [`ssh_host_key_${kind}_public`, key],
      [`ssh_host_key_${kind}_public_keytype`, type],
    ];
  });
  return Object.fromEntries(facts) as Readonly<Record<string, string>>;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return ini(text);
    throw error;
  }
}

function ini(text: string): Sections | string {
  const sections: Record<string, Record<string, string>> = {};
  let current: Record<string, string> | undefined;
  for (const line of text.split('\n')) {
    const heading = /^\s*\[(.+)\]\s*$/.exec(line)?.[1];
    if (heading !== undefined) current = sections[heading] ??= {};
    const [, key, value] = /^\s*([^#;=:\s][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (heading === undefined && current !== undefined && key !== undefined) current[key] = value ?? '';
  }
  return current === undefined ? 'neither JSON nor INI' : sections;
}
