/** One word of a POSIX shell, whatever is in it. @throws {RangeError} for a NUL byte, which no word can hold */
export function quote(word: string): string {
  if (word.includes('\0')) throw new RangeError('a word of a shell command cannot hold a NUL byte');
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
