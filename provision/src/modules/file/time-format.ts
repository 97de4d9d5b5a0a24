/** Parts of a time by the letter that strptime has for them: what they look like, and where they belong. */
const DIRECTIVES: Readonly<Record<string, { readonly pattern: string; readonly part: keyof Parts }>> = {
  Y: { pattern: String.raw`\d{4}`, part: 'year' },
  y: { pattern: String.raw`\d{2}`, part: 'shortYear' },
  m: { pattern: String.raw`\d{1,2}`, part: 'month' },
  d: { pattern: String.raw`\d{1,2}`, part: 'day' },
  H: { pattern: String.raw`\d{1,2}`, part: 'hour' },
  M: { pattern: String.raw`\d{1,2}`, part: 'minute' },
  S: { pattern: String.raw`\d{1,2}`, part: 'second' },
};

interface Parts {
  year: number;
  shortYear: number | undefined;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** A time as `YYYY-MM-DD HH:MM:SS`, read as strptime reads it; or why it cannot be read. */
export function readTime(
  text: string,
  format: string,
): { readonly time: string } | { readonly refused: string } {
  const names: (keyof Parts)[] = [];
  const unknown: string[] = [];
  const pattern = format.replaceAll(/%(.)|([^%]+)/gs, (_, letter: string | undefined, plain: string) => {
    if (letter === undefined) return RegExp.escape(plain);
    if (letter === '%') return '%';
    const directive = DIRECTIVES[letter];
    if (directive === undefined) unknown.push(`%${letter}`);
    else names.push(directive.part);
    return `(${directive?.pattern ?? ''})`;
  });
  if (unknown.length > 0)
    return {
      refused: `${unknown.join(', ')} of the format ${format} is not known here: use %Y %y %m %d %H %M %S`,
    };
  const found = new RegExp(`^${pattern}$`).exec(text);
  if (!found) return { refused: `the time ${text} is not written as ${format}` };
  const parts: Parts = { year: 1900, shortYear: undefined, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
  names.forEach((name, index) => (parts[name] = Number(found[index + 1])));
  const { shortYear } = parts;
  // strptime(3): 69 to 99 are of the last century.
  if (shortYear !== undefined) parts.year = shortYear + (shortYear < 69 ? 2000 : 1900);
  const time = `${digits(parts.year, 4)}-${digits(parts.month)}-${digits(parts.day)} ${digits(parts.hour)}:${digits(parts.minute)}:${digits(parts.second)}`;
  return isReal(time) ? { time } : { refused: `there is no such time as ${text} (${time})` };
}

function digits(value: number, count = 2): string {
  return String(value).padStart(count, '0');
}

/** Date takes February 30 for March 1: what comes out must be what went in. */
function isReal(time: string): boolean {
  const iso = `${time.replace(' ', 'T')}.000Z`;
  const moment = new Date(iso);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === iso;
}
