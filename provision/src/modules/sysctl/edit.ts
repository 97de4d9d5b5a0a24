import { sysctlPath } from '../../facts/sysctl.ts';

/** The value that a file gives a setting: its last line wins. Undefined where it has none. */
export function valueIn(text: string, name: string): string | undefined {
  return text
    .split('\n')
    .map(assignment)
    .findLast((line) => line !== undefined && isSame(line.name, name))?.value;
}

/**
 * The file with the setting, or without it. Its first line is changed where it stands, others of it go, a new one comes
 * last; every other line stays as it is.
 */
export function edited(text: string, name: string, value: string | undefined): string {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  let isPlaced = value === undefined;
  const kept = lines.flatMap((line) => {
    const found = assignment(line);
    if (found === undefined || !isSame(found.name, name)) return [line];
    if (isPlaced) return [];
    isPlaced = true;
    return [`${name}=${value}`];
  });
  const all = isPlaced ? kept : [...kept, `${name}=${value}`];
  return all.length === 0 ? '' : `${all.join('\n')}\n`;
}

/** Whether two values are one to the kernel, which writes tabs where people write spaces. */
export function isSameValue(one: string | null | undefined, other: string): boolean {
  return one?.trim().split(/\s+/).join(' ') === other.trim().split(/\s+/).join(' ');
}

function assignment(line: string): { name: string; value: string } | undefined {
  // A `-` before the name says that errors do not matter.
  const [, name, value] = /^\s*-?\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
  return name === undefined || value === undefined ? undefined : { name, value };
}

function isSame(one: string, other: string): boolean {
  return sysctlPath(one) === sysctlPath(other);
}
