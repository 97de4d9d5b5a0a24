/** What `lab hosts` writes behind its line, and knows it by. */
const MARK = '# remla-lab';

/** A line of /etc/hosts: an address, and the names that stand for it. */
export interface HostsLine {
  readonly address: string;
  readonly name: string;
}

/** What a hosts file says about a name. Lines of other hands count as well: the first that has the name wins. */
export function addressOf(text: string, name: string): string | undefined {
  for (const line of text.split('\n')) {
    const [address, ...names] = fieldsOf(line);
    if (address !== undefined && names.includes(name.toLowerCase())) return address;
  }
  return undefined;
}

/** The text with the line as the only one of ours, behind all others. Unchanged where it stands there already. */
export function withLine(text: string, { address, name }: HostsLine): string {
  const line = `${address} ${name} ${MARK}`;
  if (ownLines(text).length === 1 && text.split('\n').includes(line)) return text;
  const rest = withoutLines(text);
  return `${rest}${rest === '' || rest.endsWith('\n') ? '' : '\n'}${line}\n`;
}

/** The text without our lines. What others wrote stays as it is, to the byte. */
export function withoutLines(text: string): string {
  const own = new Set(ownLines(text));
  return text
    .split('\n')
    .filter((line) => !own.has(line))
    .join('\n');
}

function ownLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trimEnd().endsWith(MARK));
}

/** Address and names, lower case, without the comment. */
function fieldsOf(line: string): readonly string[] {
  const [words = ''] = line.split('#');
  return words
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}
