/** A part of the picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What lies within a box, so far from its edges. */
export function inset(box: Box, left: number, top: number, right = left, bottom = top): Box {
  return {
    x: box.x + left,
    y: box.y + top,
    width: Math.max(box.width - left - right, 1),
    height: Math.max(box.height - top - bottom, 1),
  };
}

/** Boxes of one width side by side. */
export function columns(box: Box, count: number, gap = 8): readonly Box[] {
  const width = (box.width - gap * (count - 1)) / count;
  return Array.from({ length: count }, (_, index) => ({ ...box, x: box.x + index * (width + gap), width }));
}
