/** The service refuses longer addresses; counted in code points, as there. */
const MAX_LENGTH = 8192;

/** What was typed: an address that can be sent, or why it cannot. */
export type Address =
  { readonly isValid: true; readonly url: string } | { readonly isValid: false; readonly reason: string };

/** Trims what was typed and looks at it before anything is sent. */
export function readAddress(typed: string): Address {
  const url = typed.trim();
  if (url === '') return { isValid: false, reason: 'Type or paste a web address first.' };
  const length = Array.from(url).length;
  if (length > MAX_LENGTH) {
    const figures = `${length.toLocaleString('en')} characters; the most is ${MAX_LENGTH.toLocaleString('en')}`;
    return { isValid: false, reason: `This address is too long: ${figures}.` };
  }
  return { isValid: true, url };
}
