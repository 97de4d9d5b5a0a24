import type { PanelData } from './panel-data.ts';

/**
 * The panels without those of sections in which nobody answered anything; of such a section the heading stays, and says
 * it. What lies below moves up.
 */
export function withoutEmptySections(panels: readonly PanelData[]): readonly PanelData[] {
  const kept: PanelData[] = [];
  let shift = 0;
  for (const [index, data] of panels.entries()) {
    if (data.panel.type !== 'row') continue;
    const next = panels.findIndex(({ panel }, at) => at > index && panel.type === 'row');
    const section = panels.slice(index, next === -1 ? undefined : next);
    if (section.slice(1).every(({ series }) => series.length === 0)) {
      const { y } = data.panel.gridPos;
      const bottom = Math.max(...section.map(({ panel: { gridPos } }) => gridPos.y + gridPos.h));
      const title = `${data.panel.title}: on a cluster`;
      kept.push(moved({ ...data, panel: { ...data.panel, title } }, shift));
      shift += bottom - y - 1;
    } else kept.push(...section.map((each) => moved(each, shift)));
  }
  return kept;
}

function moved(data: PanelData, up: number): PanelData {
  const { gridPos } = data.panel;
  return { ...data, panel: { ...data.panel, gridPos: { ...gridPos, y: gridPos.y - up } } };
}
