/** What crypt(5) makes: `$id$…`, BSDi's `_…`, and the 13 characters of DES. */
const HASH = /^(\$[^$:\n]+\$[^:\n]+|_[./0-9A-Za-z]{19}|[./0-9A-Za-z]{13})$/;

/** Whether a text can stand in /etc/shadow: a hash, locked or not, or one of the marks that allow no password. */
export function isPasswordHash(text: string): boolean {
  return /^(\*+|!+\*?|x|)$/.test(text) || HASH.test(text.replace(/^!+/, ''));
}

/** A hash without the `!` that locks it. */
export function unlocked(hash: string): string {
  return hash.replace(/^!+/, '');
}
