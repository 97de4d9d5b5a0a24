/** The text as a regular expression that matches exactly it, in the syntax that RE2 and JavaScript share. */
export function regexLiteral(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, (character) => `\\${character}`);
}
