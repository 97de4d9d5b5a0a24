import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

/** How many columns Grafana's grid has. */
export const GRID_COLUMNS = 24;

/** Panels side by side, each with its share of the 24 columns. */
export interface Line {
  /** In grid units of about 38 pixels. */
  readonly height: number;
  readonly panels: readonly (readonly [columns: number, panel: Builder<Panel>])[];
}

/** A heading and the lines below it. */
export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** The panels with their places: ids from 1 on in reading order, nothing overlaps. */
export function layOut(sections: readonly Section[]): readonly (Panel | RowPanel)[] {
  const placed: (Panel | RowPanel)[] = [];
  let y = 0;
  for (const { title, lines } of sections) {
    const gridPos = { x: 0, y, w: GRID_COLUMNS, h: 1 };
    placed.push(
      new RowBuilder(title)
        .id(placed.length + 1)
        .gridPos(gridPos)
        .build(),
    );
    y += 1;
    for (const { height, panels } of lines) {
      let x = 0;
      for (const [columns, panel] of panels) {
        const id = placed.length + 1;
        placed.push({ ...panel.build(), id, gridPos: { x, y, w: columns, h: height } });
        x += columns;
      }
      y += height;
    }
  }
  return placed;
}
