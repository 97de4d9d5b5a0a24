/** The id of a request: its own where it is one (printable, not endless), else the one that is made. */
export function requestIdOf(given: string | undefined, make: () => string): string {
  return given !== undefined && /^[\x21-\x7e]{1,128}$/.test(given) ? given : make();
}
