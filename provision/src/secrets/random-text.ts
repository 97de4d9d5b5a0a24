import { randomInt } from 'node:crypto';

/** No sign that a shell, a URL or YAML could read as its own. */
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** With 62 signs, 190 bits: more than anybody tries out. */
const LENGTH = 32;

/** 32 letters and digits, each as likely as the others. */
export function randomText(): string {
  return Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}
