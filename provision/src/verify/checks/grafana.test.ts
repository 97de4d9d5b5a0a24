import { expect, test } from 'vitest';

import { linesOf } from '../testing/judge.ts';
import { isFrom, startWebDouble } from '../testing/web-double.ts';
import type { DoublePage, DoublePages } from '../testing/web-double.ts';
import { webOf } from '../web/ask-web.ts';
import { checkDashboards, checkGrafana } from './grafana.ts';
import type { GrafanaOptions } from './grafana.ts';

// No Grafana can be had where these tests run: a server with the paths, fields and status codes of its HTTP API stands
// for it. That a real one answers so is what a user's own `lab verify` shows.

const PASSWORD = 'secret';
const locked =
  (page: DoublePage): DoublePages[string] =>
  (request) =>
    isFrom(request, 'admin', PASSWORD)
      ? page
      : { status: 401, body: { message: 'Invalid username or password' } };
const SOURCE = { id: 1, uid: 'prometheus', name: 'Prometheus', type: 'prometheus', access: 'proxy' };
const WELL: DoublePages = {
  '/api/health': { body: { commit: 'a1b2', database: 'ok', version: '12.1.0' } },
  '/api/user': locked({ body: { id: 1, login: 'admin', isGrafanaAdmin: true } }),
  '/api/datasources': locked({ body: [SOURCE] }),
  '/api/datasources/uid/prometheus/health': locked({
    body: { status: 'OK', message: 'Successfully queried the Prometheus API.' },
  }),
  '/api/dashboards/uid/remla-model': locked({
    body: { meta: { slug: 'model' }, dashboard: { uid: 'remla-model', title: 'remla-lab / Model' } },
  }),
};

async function look(
  check: (options: GrafanaOptions) => ReturnType<typeof checkGrafana>,
  pages: DoublePages,
  password: string | undefined = PASSWORD,
) {
  await using double = await startWebDouble({ ...WELL, ...pages });
  const { url } = double;
  const ask = webOf(new AbortController().signal);
  const verdict = await check({ ask, url, password, passwordFile: 'FILE', namespace: 'monitoring' });
  return { verdict, lines: linesOf(verdict).map((line) => line.replaceAll(url, 'URL')) };
}

test('a Grafana that is well', async () => {
  const { verdict } = await look(checkGrafana, {});
  expect(verdict).toMatchObject({
    state: 'ok',
    details: expect.stringContaining(
      'Grafana 12.1.0, admin may log in, the data source Prometheus answers',
    ) as string,
  });
});

test.each<[string, DoublePages, string]>([
  [
    'a database that is away',
    { '/api/health': { status: 503, body: { database: 'failing', version: '12.1.0' } } },
    'Grafana answers URL/api/health with 503: {"database":"failing","version":"12.1.0"}',
  ],
  [
    'something else behind the port',
    { '/api/health': { body: '<html>nginx</html>' } },
    'what answers URL/api/health is not Grafana, or not the one that is known: <html>nginx</html>',
  ],
  [
    'no data source of Prometheus',
    { '/api/datasources': { body: [{ ...SOURCE, type: 'alertmanager' }] } },
    'Grafana has no data source of the type prometheus',
  ],
  [
    'a data source that does not answer, as Grafana says it',
    {
      '/api/datasources/uid/prometheus/health': {
        status: 400,
        body: { status: 'ERROR', message: 'dial tcp 10.43.0.9:9090: connect: connection refused' },
      },
    },
    'Grafana does not reach its data source Prometheus: Grafana answers URL/api/datasources/uid/prometheus/health with 400: {"status":"ERROR","message":"dial tcp 10.43.0.9:9090: connect: connection refused"}',
  ],
])('%s', async (_name, pages, expected) => {
  expect((await look(checkGrafana, pages)).lines).toEqual([expected]);
});

test('a password that Grafana does not know, and one that is not here', async () => {
  const other = await look(checkGrafana, {}, 'other');
  expect(other.verdict).toEqual({
    state: 'failed',
    causes: [
      {
        what: 'Grafana does not let admin in with the password of FILE',
        mend: expect.stringMatching(/rollout restart deployment kube-prometheus-stack-grafana$/) as string,
      },
    ],
  });
  await using double = await startWebDouble(WELL);
  const ask = webOf(new AbortController().signal);
  const given = { ask, url: double.url, password: undefined, passwordFile: 'FILE', namespace: 'monitoring' };
  expect(linesOf(await checkGrafana(given))).toEqual([
    'the password of admin is not on this computer: there is no FILE',
  ]);
});

test('nobody behind the port', async () => {
  const gone = await startWebDouble({});
  await gone[Symbol.asyncDispose]();
  const ask = webOf(new AbortController().signal);
  const given = { ask, url: gone.url, password: PASSWORD, passwordFile: 'FILE', namespace: 'monitoring' };
  const [line = ''] = linesOf(await checkGrafana(given));
  expect(line).toMatch(/^Grafana does not answer at .*\/api\/health: connect ECONNREFUSED 127\.0\.0\.1:\d+$/);
});

test('dashboards: those that are there by their titles, those that are not by their uid', async () => {
  const there = await look((options) => checkDashboards(options, ['remla-model']), {});
  expect(there.verdict).toEqual({ state: 'ok', details: 'remla-lab / Model' });
  const notFound = {
    '/api/dashboards/uid/remla-canary': { status: 404, body: { message: 'Dashboard not found' } },
  };
  const missing = await look(
    (options) => checkDashboards(options, ['remla-model', 'remla-canary']),
    notFound,
  );
  expect(missing.lines).toEqual(['Grafana has no dashboard remla-canary']);
});
