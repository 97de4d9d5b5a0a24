/**
 * The path of a request target as Envoy's `normalize_path` leaves it: `\` read as `/`, escapes of letters, digits and
 * `-._~` decoded, `.` and `..` resolved. Double and escaped slashes stay. The query string is not touched.
 */
export function normalisePath(target: string): string {
  const mark = target.indexOf('?');
  const [path, query] = mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark)];
  const decoded = path.replaceAll('\\', '/').replace(/%[0-9a-f]{2}/gi, decodeUnreserved);
  return withoutDots(decoded) + query;
}

/** The path without its query string. */
export function pathOf(target: string): string {
  return target.split('?', 1)[0] ?? '';
}

function decodeUnreserved(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return /[\w.~-]/.test(character) ? character : escape;
}

function withoutDots(path: string): string {
  if (!/\/\.\.?(\/|$)/.test(path)) return path;
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    const isDot = segment === '.' || segment === '..';
    if (segment === '..') kept.pop();
    // A dot at the end names a folder: its slash stays.
    if (!isDot) kept.push(segment);
    else if (index === segments.length - 1) kept.push('');
  }
  return `/${kept.join('/')}`;
}
