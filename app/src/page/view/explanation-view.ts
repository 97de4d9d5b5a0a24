import {
  type Explanation,
  type Part,
  type Segment,
  directionOf,
  drivingParts,
  segmentsOf,
} from '../explanation.ts';
import { visibleText } from '../visible-text.ts';
import { describeEffect, describeExplanation, nameKind } from '../explanation-wording.ts';
import { elementById, textElement } from './element.ts';

/** Shows what in the address drove the verdict, highlighted in the text and as a list; hides the block where nothing is known. */
export function showExplanation(explanation: Explanation | undefined): void {
  elementById('explanation', HTMLElement).hidden = explanation === undefined;
  if (explanation === undefined) return;
  elementById('canonical', HTMLElement).replaceChildren(...segmentsOf(explanation).map(segmentNode));
  elementById('explanation-text', HTMLElement).textContent = describeExplanation(explanation);
  elementById('parts', HTMLElement).replaceChildren(...drivingParts(explanation).map(partItem));
}

function segmentNode({ text, direction }: Segment): Node {
  if (direction === 'neutral') return document.createTextNode(visibleText(text));
  const mark = textElement('mark', '', visibleText(text));
  mark.dataset['effect'] = direction;
  return mark;
}

function partItem({ kind, text, oddsFactor }: Part): HTMLElement {
  const item = document.createElement('li');
  const name = textElement('span', 'part-text', visibleText(text));
  name.append(textElement('span', 'part-kind', nameKind(kind)));
  const figure = textElement('span', 'part-effect', describeEffect(oddsFactor));
  figure.dataset['effect'] = directionOf(oddsFactor);
  item.append(name, figure);
  return item;
}
