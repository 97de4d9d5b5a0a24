import type { Changes, HeaderField } from '../../routing/schema/header-operations.ts';

// RFC 9110, 7.6.1: what concerns one connection only. `expect` is answered by the gateway itself.
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
  'expect',
]);

/** A message's headers in their order, without those that end at this hop. Names in lower case. */
export function endToEnd(rawHeaders: readonly string[]): readonly HeaderField[] {
  const fields = pairs(rawHeaders);
  const named = fields
    .filter(([name]) => name === 'connection')
    .flatMap(([, value]) =>
      value
        .toLowerCase()
        .split(',')
        .map((each) => each.trim()),
    );
  return fields.filter(([name]) => !HOP_BY_HOP.has(name) && !named.includes(name));
}

/** The headers after the changes: removals first, then what takes the place of others, then what is added. */
export function changed(
  fields: readonly HeaderField[],
  { remove, set, add }: Changes,
): readonly HeaderField[] {
  const gone = new Set([...remove, ...set.map(([name]) => name)]);
  return [...fields.filter(([name]) => !gone.has(name)), ...set, ...add];
}

/** The headers with these in the place of whatever had their names. */
export function replaced(fields: readonly HeaderField[], by: readonly HeaderField[]): readonly HeaderField[] {
  return changed(fields, { remove: [], set: by, add: [] });
}

/** As node:http takes them: name, value, name, value. */
export function flat(fields: readonly HeaderField[]): string[] {
  return fields.flat();
}

function pairs(rawHeaders: readonly string[]): readonly HeaderField[] {
  const fields: HeaderField[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    fields.push([(rawHeaders[index] ?? '').toLowerCase(), rawHeaders[index + 1] ?? '']);
  }
  return fields;
}
