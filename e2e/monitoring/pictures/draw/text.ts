import type { PanelData } from '../data/panel-data.ts';
import type { Box } from './box.ts';
import { element, escape, widthOf } from './svg.ts';
import type { Svg } from './svg.ts';

const SIZE = 12.5;
/** Running text is narrower than single words: it has many of the thin letters. */
const NARROW = 0.88;
const LINE = 17;

/** A word with its emphasis. */
interface Word {
  readonly text: string;
  readonly weight: number | undefined;
  readonly style: string | undefined;
}

/** The Markdown that our panels use: paragraphs, lists, bold, italic, code. */
export function drawText({ content }: PanelData, box: Box): Svg {
  let y = box.y + 13;
  const lines: Svg[] = [];
  for (const paragraph of content.split('\n')) {
    if (paragraph.trim() === '') {
      y += LINE / 2;
      continue;
    }
    const [, space = '', mark = '', rest = paragraph] = /^( *)(\d+\.|-)? ?(.*)$/.exec(paragraph) ?? [];
    const left = box.x + (space.length > 0 ? 34 : 0) + (mark === '' ? 0 : 16);
    if (mark !== '') lines.push(textAt(left - 15, y, [plain(mark === '-' ? '•' : mark)]));
    for (const words of wrap(wordsOf(rest), box.x + box.width - left)) {
      lines.push(textAt(left, y, words));
      y += LINE;
    }
    y += 3;
  }
  return lines.join('');
}

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|([^*`]+)/g)].flatMap(
    ([, bold, italic, code, other]) =>
      (bold ?? italic ?? code ?? other ?? '').split(/(?<= )/).map((word) => ({
        text: word,
        weight: bold === undefined && code === undefined ? undefined : 600,
        style: italic === undefined ? undefined : 'italic',
      })),
  );
}

function wrap(words: readonly Word[], width: number): readonly (readonly Word[])[] {
  const lines: Word[][] = [[]];
  let used = 0;
  for (const word of words) {
    const wide = widthOf(word.text, SIZE) * NARROW;
    if (used + wide > width && used > 0) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(word);
    used += wide;
  }
  return lines;
}

function plain(text: string): Word {
  return { text, weight: undefined, style: undefined };
}

function textAt(x: number, y: number, words: readonly Word[]): Svg {
  const spans = words.map(({ text, weight, style }) =>
    weight === undefined && style === undefined
      ? escape(text)
      : element('tspan', { 'font-weight': weight, 'font-style': style }, escape(text)),
  );
  return element('text', { x, y, class: 'text', 'font-size': SIZE, 'xml:space': 'preserve' }, ...spans);
}
