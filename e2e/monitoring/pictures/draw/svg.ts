/** What a picture is made of: SVG as text. */
export type Svg = string;

/** An element; attributes that are undefined are left out, numbers keep one decimal. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...children: readonly Svg[]
): Svg {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escape(String(value))}"`);
  const body = children.join('');
  return body === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${body}</${name}>`;
}

/** Text for an element's inside. */
export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** How a line of text looks, and where it begins, is centered or ends. */
export interface TextStyle {
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** A class of the style sheet. @default 'text' */
  readonly as?: string;
  readonly fill?: string;
  readonly weight?: number;
}

/** A line of text whose base line begins at a point. */
export function line(content: string, x: number, y: number, style: TextStyle = {}): Svg {
  const { size = 12, anchor, as = 'text', fill, weight } = style;
  const attributes = { x, y, class: as, 'font-size': size, 'text-anchor': anchor, 'font-weight': weight };
  return element('text', { ...attributes, style: fill && `fill:${fill}` }, escape(content));
}

/** About how wide a text is: letters of the usual fonts are a little more than half as wide as they are high. */
export function widthOf(text: string, size = 12): number {
  return text.length * size * 0.55;
}

/** A text with an ellipsis, where it is wider than that. */
export function shorten(text: string, width: number, size = 12): string {
  const most = Math.max(Math.floor(width / (size * 0.55)), 1);
  return text.length <= most ? text : `${text.slice(0, Math.max(most - 1, 1))}…`;
}

/** A path through points, as SVG's `d`; it begins anew where a point is missing. */
export function through(points: readonly (readonly [number, number] | undefined)[]): string {
  let isDrawing = false;
  return points
    .map((point) => {
      if (!point) {
        isDrawing = false;
        return '';
      }
      const command = isDrawing ? 'L' : 'M';
      isDrawing = true;
      return `${command}${round(point[0])} ${round(point[1])}`;
    })
    .join('');
}

/** A rectangle as a piece of a path's `d`. */
export function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
