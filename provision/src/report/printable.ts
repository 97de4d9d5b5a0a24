import { stripVTControlCharacters } from 'node:util';

import { cellsOf, widthOf } from '../source/width.ts';

/** A text without what would move or recolour a terminal; line breaks and tabs stay. Machines must not forge our output. */
export function printable(text: string): string {
  return (
    stripVTControlCharacters(text)
      .replaceAll('\r\n', '\n')
      // eslint-disable-next-line no-control-regex -- control characters are what this is about
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd')
  );
}

/** A text on one line: what is printable, line breaks as spaces. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim();
}

/** The beginning of a text that fits into so many cells of a terminal, with … where something is left out. */
export function clip(text: string, cells: number): string {
  if (widthOf(text) <= cells) return text;
  let room = cells - 1;
  let end = '';
  for (const character of text) {
    room -= cellsOf(character);
    if (room < 0) break;
    end += character;
  }
  return cells < 1 ? '' : `${end}…`;
}

/** A text filled up with spaces to so many cells. */
export function fill(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - widthOf(text)));
}
