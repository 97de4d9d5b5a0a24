import { z } from 'zod';

import { failed, ok } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';
import type { AskWeb, WebUser } from '../web/ask-web.ts';
import { readPage } from '../web/read-page.ts';
import type { PageRead } from '../web/read-page.ts';

/** A Grafana that is asked. */
export interface GrafanaOptions {
  readonly ask: AskWeb;
  /** E.g. `http://192.168.56.110:30020`. */
  readonly url: string;
  /** Undefined: no run of this computer has made the password. */
  readonly password: string | undefined;
  /** Where it lies. */
  readonly passwordFile: string;
  readonly namespace: string;
}

const ADMIN = 'admin';
const Health = z.object({ database: z.string(), version: z.string() });
const User = z.object({ login: z.string() });
const Sources = z.array(z.object({ uid: z.string(), name: z.string(), type: z.string() }));
const SourceHealth = z.object({ status: z.string(), message: z.string().optional() });
const Dashboard = z.object({ dashboard: z.object({ title: z.string() }) });

/** Whether Grafana answers, lets `admin` in with the password that the lab made, and reaches a Prometheus. */
export async function checkGrafana(options: GrafanaOptions): Promise<Verdict> {
  const { url } = options;
  const health = await read(options, '/api/health', Health);
  if ('cause' in health) return failed(health.cause);
  const { database, version } = health.value;
  if (database !== 'ok') {
    return failed({ what: `Grafana's database is not well: ${database}`, mend: logsOf(options) });
  }
  const admin = adminOf(options);
  if ('cause' in admin) return failed(admin.cause);
  const login = await read(options, '/api/user', User, admin.user);
  if ('cause' in login) return failed(login.cause);
  const source = await prometheusOf(options, admin.user);
  if ('cause' in source) return failed(source.cause);
  return ok(`${url}, Grafana ${version}, ${ADMIN} may log in, the data source ${source.value} answers`);
}

/** Whether each dashboard can be opened. */
export async function checkDashboards(options: GrafanaOptions, uids: readonly string[]): Promise<Verdict> {
  const admin = adminOf(options);
  if ('cause' in admin) return failed(admin.cause);
  const meaning = (uid: string) => ({
    404: {
      what: `Grafana has no dashboard ${uid}`,
      mend: `its sidecar reads the ConfigMaps of kubernetes/grafana: lab provision playbooks/deploy.yml, then ${logsOf(options)} -c grafana-sc-dashboard`,
    },
  });
  const reads = await Promise.all(
    uids.map((uid) =>
      read(options, `/api/dashboards/uid/${encodeURIComponent(uid)}`, Dashboard, admin.user, meaning(uid)),
    ),
  );
  const causes = reads.flatMap((each) => ('cause' in each ? [each.cause] : []));
  const titles = reads.flatMap((each) => ('value' in each ? [each.value.dashboard.title] : []));
  return causes.length > 0 ? failed(...causes) : ok(titles.join(', '));
}

/** The name of the first Prometheus among the data sources; a cause where there is none, or Grafana does not reach it. */
async function prometheusOf(options: GrafanaOptions, user: WebUser): Promise<PageRead<string>> {
  const sources = await read(options, '/api/datasources', Sources, user);
  if ('cause' in sources) return sources;
  const source = sources.value.find(({ type }) => type === 'prometheus');
  const mend = 'lab provision playbooks/monitoring.yml';
  if (!source) return { cause: { what: 'Grafana has no data source of the type prometheus', mend } };
  const { uid, name } = source;
  const path = `/api/datasources/uid/${encodeURIComponent(uid)}/health`;
  // Grafana answers 400 where the source does not; what it says then is the cause.
  const health = await read(options, path, SourceHealth, user);
  if ('cause' in health) {
    return { cause: { what: `Grafana does not reach its data source ${name}: ${health.cause.what}`, mend } };
  }
  const { status, message = 'no reason given' } = health.value;
  if (status !== 'OK')
    return { cause: { what: `Grafana does not reach its data source ${name}: ${message}`, mend } };
  return { value: name };
}

function read<Value>(
  options: GrafanaOptions,
  path: string,
  schema: z.ZodType<Value>,
  user?: WebUser,
  meaning: Readonly<Record<number, Cause>> = {},
): Promise<PageRead<Value>> {
  return readPage(options.ask, {
    of: 'Grafana',
    url: `${options.url}${path}`,
    schema,
    ...(user && { user }),
    mend: logsOf(options),
    meaning: { 401: refused(options), ...meaning },
  });
}

function adminOf({ password, passwordFile }: GrafanaOptions): { user: WebUser } | { cause: Cause } {
  if (password !== undefined) return { user: { name: ADMIN, password } };
  const what = `the password of ${ADMIN} is not on this computer: there is no ${passwordFile}`;
  return { cause: { what, mend: 'it is where the lab was provisioned from' } };
}

function refused({ passwordFile }: GrafanaOptions): Cause {
  return {
    what: `Grafana does not let ${ADMIN} in with the password of ${passwordFile}`,
    mend: 'it reads the password when it starts: lab provision playbooks/monitoring.yml, then kubectl -n monitoring rollout restart deployment kube-prometheus-stack-grafana',
  };
}

function logsOf({ namespace }: GrafanaOptions): string {
  return `lab logs ${namespace}/kube-prometheus-stack-grafana`;
}
