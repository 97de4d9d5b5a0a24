import { z } from 'zod';

import { failed, judged } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';
import type { AskWeb } from '../web/ask-web.ts';
import { readPage } from '../web/read-page.ts';

/** A Kiali that is asked. */
export interface KialiOptions {
  readonly ask: AskWeb;
  /** E.g. `http://192.168.56.110:30040/kiali`. */
  readonly url: string;
  /** Whether Prometheus and Grafana are part of the lab. */
  readonly isMonitored: boolean;
}

/** What Kiali says of the parts of a mesh: its own words are Healthy, Unhealthy, Unreachable, NotFound and NotReady. */
const Parts = z.array(z.object({ name: z.string(), status: z.string() }));
const HEALTHY = 'Healthy';
/** What Kiali calls what it asks for numbers, and what makes pictures of them. */
const MONITORING = ['prometheus', 'grafana'];
/** Read from Prometheus, too: it tells of them apart. */
const OF_MONITORING = [...MONITORING, 'custom dashboards'];
const LOGS = 'lab logs istio-system/kiali';

/** Whether Kiali answers, and finds all that it shows. It asks each of them itself. */
export async function checkKiali({ ask, url, isMonitored }: KialiOptions): Promise<Verdict> {
  const login = {
    what: 'Kiali asks for a login, which the lab does not want',
    mend: 'its `auth.strategy` is anonymous in the lab: lab provision playbooks/kiali.yml',
  };
  const read = await readPage(ask, {
    of: 'Kiali',
    url: `${url}/api/istio/status`,
    schema: Parts,
    mend: LOGS,
    meaning: { 401: login, 403: login },
  });
  if ('cause' in read) return failed(read.cause);
  const connections = [...(isMonitored ? MONITORING : []), 'tracing'];
  const parts = read.value.filter(({ name }) => isMonitored || !OF_MONITORING.includes(name));
  const known = new Set(parts.map(({ name }) => name));
  const causes: readonly Cause[] = [
    ...connections
      .filter((name) => !known.has(name))
      .map((name) => ({
        what: `Kiali is connected to no ${name}`,
        mend: 'lab provision playbooks/kiali.yml gives it the addresses',
      })),
    ...parts
      .filter(({ status }) => status !== HEALTHY)
      .map(({ name, status }) => ({ what: `Kiali finds ${name} ${status}`, mend: LOGS })),
  ];
  return judged(causes, `${url}, it reaches ${parts.map(({ name }) => name).join(', ')}`);
}
