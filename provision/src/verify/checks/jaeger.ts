import { z } from 'zod';

import { failed, ok } from '../verdict.ts';
import type { Verdict } from '../verdict.ts';
import type { AskWeb } from '../web/ask-web.ts';
import { readPage } from '../web/read-page.ts';

/** A Jaeger that is asked. */
export interface JaegerOptions {
  readonly ask: AskWeb;
  /** E.g. `http://192.168.56.110:30050`. */
  readonly url: string;
  /** Whether requests leave traces at all. */
  readonly isTraced: boolean;
  readonly wait: (durationMs: number) => Promise<void>;
}

const Services = z.object({ data: z.array(z.string()).nullable() });
/** What the ingress gateway and the sidecars call themselves, with their namespace behind a dot. */
const OURS = /^(istio-ingressgateway|app|model-service)\b/;
/** Proxies hand over what they have every few seconds. */
const PATIENCE_MS = 20_000;
const POLL_MS = 2_000;

/** Whether Jaeger answers, and has traces of requests that have been sent before. */
export async function checkJaeger({ ask, url, isTraced, wait }: JaegerOptions): Promise<Verdict> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const read = await readPage(ask, {
      of: 'Jaeger',
      url: `${url}/api/services`,
      schema: Services,
      mend: 'lab logs monitoring/jaeger',
    });
    if ('cause' in read) return failed(read.cause);
    const services = (read.value.data ?? []).filter((name) => OURS.test(name));
    if (services.length > 0) return ok(`${url}, traces of ${services.join(', ')}`);
    if (!isTraced) return ok(`${url}, no traces: lab.yml says platform.istio.traced_percent: 0`);
    if (waitedMs >= PATIENCE_MS) {
      return failed({
        what: 'Jaeger has no trace of the app, though it was asked just now',
        mend: 'proxies send them to the address in the mesh configuration: lab provision playbooks/istio.yml, then lab logs istio-system/istiod',
      });
    }
    await wait(POLL_MS);
  }
}
