/** `npm run build -w dashboards`: writes dashboards/*.json and kubernetes/grafana/. */
import { mkdirSync, writeFileSync } from 'node:fs';

import { allDashboards } from './dashboards.ts';
import { readLabAlerts } from './lab-alerts.ts';
import { filesOf } from './output/files.ts';

const ROOT = new URL('../../', import.meta.url);

mkdirSync(new URL('kubernetes/grafana/', ROOT), { recursive: true });
for (const { path, text } of await filesOf(allDashboards(readLabAlerts()))) {
  writeFileSync(new URL(path, ROOT), text);
  console.log(path);
}
