import { z } from 'zod';

import { failed, ok } from '../verdict.ts';
import type { Verdict } from '../verdict.ts';
import type { AskWeb } from '../web/ask-web.ts';
import { readPage } from '../web/read-page.ts';

const Config = z.object({ clusters: z.array(z.object({ name: z.string() })).nullable() });
const LOGS = 'lab logs headlamp/headlamp';

/** Whether Headlamp answers over https, and knows the cluster that it runs in. `url` is its address, with https. */
export async function checkHeadlamp(ask: AskWeb, url: string): Promise<Verdict> {
  const read = await readPage(ask, {
    of: 'Headlamp',
    url: `${url}/config`,
    schema: Config,
    mend: LOGS,
    meaning: {
      400: { what: `what answers ${url} speaks no https`, mend: 'lab provision playbooks/dashboard.yml' },
    },
  });
  if ('cause' in read) return failed(read.cause);
  const names = (read.value.clusters ?? []).map(({ name }) => name);
  if (names.length === 0) return failed({ what: 'Headlamp knows no cluster', mend: LOGS });
  return ok(`${url}, cluster ${names.join(', ')}`);
}
