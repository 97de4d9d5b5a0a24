import { nearest } from '../../source/nearest.ts';

/** What apt-get complained about, in a sentence, with what can be done where that is known. */
export function failureOf(text: string, exitCode: number): string {
  const complaints = [...text.matchAll(/^E: (.+)$/gm)].map(([, complaint = '']) =>
    complaint.replace(/\.?\s*$/, ''),
  );
  const said = complaints.length > 0 ? complaints.join('; ') : `apt-get ended with exit code ${exitCode}`;
  const hint = hintOf(text);
  return hint === '' ? said : `${said}${/[?!]$/.test(said) ? '' : '.'} ${hint}`;
}

/** The packages of which apt-get says that it does not know them. */
export function unknownPackages(text: string): readonly string[] {
  const unable = [...text.matchAll(/^E: Unable to (?:locate package|find a source package for) (\S+)/gm)];
  const without = [...text.matchAll(/^E: Package '(\S+)' has no installation candidate/gm)];
  return [...unable, ...without].map(([, name = '']) => name);
}

/** `No package matching 'ngnix' is available; did you mean `nginx`?`, or which packages stand behind a virtual one. */
export function unknownPackagesText(
  unknown: readonly string[],
  { known, text }: { known: readonly string[]; text: string },
): string {
  const sentences = unknown.map((name) => {
    const providers = providersOf(name, text);
    if (providers.length > 0) return `'${name}' is a virtual package: name one of ${providers.join(', ')}`;
    const near = nearest(name, known);
    const hint = near === undefined || near === name ? '' : `; did you mean \`${near}\`?`;
    return `No package matching '${name}' is available${hint}`;
  });
  return sentences.join('; ');
}

/** apt-get lists them behind a headline, indented, each with its version. */
function providersOf(name: string, text: string): readonly string[] {
  const headline = `Package ${name} is a virtual package provided by:\n`;
  const begin = text.indexOf(headline);
  const list = begin === -1 ? '' : (/^(?: {2}\S.*\n)+/.exec(text.slice(begin + headline.length))?.[0] ?? '');
  return [...new Set([...list.matchAll(/^ {2}(\S+)/gm)].map(([, provider = '']) => provider))];
}

function hintOf(text: string): string {
  if (/dpkg was interrupted/.test(text)) {
    return 'An earlier run of dpkg was cut off: complete it with `command: dpkg --configure -a` before this task';
  }
  if (/Unmet dependencies|unmet dependencies/.test(text))
    return '`state: fixed` repairs packages that are half done';
  if (/are you root\?/.test(text)) return 'This needs `become: true`';
  if (/allow-downgrades|Packages were downgraded/.test(text)) return '`allow_downgrade: true` allows it';
  if (/Held packages were changed/.test(text)) return '`allow_change_held_packages: true` allows it';
  return '';
}
