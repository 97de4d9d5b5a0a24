import type { V1Pod } from '@kubernetes/client-node';

import { platformAddresses } from '../info/platform-addresses.ts';
import type { Lab } from '../lab/schema.ts';
import { whereAsked } from './asked.ts';
import { checkDashboards, checkGrafana } from './checks/grafana.ts';
import { checkHeadlamp } from './checks/headlamp.ts';
import { checkJaeger } from './checks/jaeger.ts';
import { checkKiali } from './checks/kiali.ts';
import { installedBy, verdictByPods } from './checks/pods.ts';
import { checkPrometheus, checkRules } from './checks/prometheus.ts';
import { checkTargets } from './checks/targets.ts';
import { PROGRAMS } from './programs.ts';
import type { CheckName } from './names.ts';
import type { Check } from './run-checks.ts';
import type { Verdict } from './verdict.ts';
import type { AskWeb } from './web/ask-web.ts';

/** What the programs of the platform are asked with. */
export interface PlatformGround {
  readonly lab: Lab;
  /** All pods of the cluster. */
  readonly pods: () => Promise<readonly V1Pod[]>;
  /** The address of the controller: every port of `platform` answers there. */
  readonly controller: string;
  readonly ask: AskWeb;
  /** The password that the lab made for Grafana's admin. @throws {FileError} for one that cannot be read */
  readonly grafanaPassword: () => Promise<string | undefined>;
  readonly grafanaPasswordFile: string;
  /** The names of all rules of kubernetes/, and the uids of its dashboards. */
  readonly rules: readonly string[];
  readonly dashboards: readonly string[];
  readonly wait: (durationMs: number) => Promise<void>;
}

/** Prometheus, Grafana, Kiali, Jaeger and Headlamp: whether they are there, and what they say. */
export function platformChecks(ground: PlatformGround): readonly Check[] {
  const { lab, controller, ask, wait } = ground;
  const { monitoring, mesh, platform } = lab;
  const addresses = new Map(platformAddresses(lab, controller).map(({ name, url }) => [name, url]));
  const urlOf = (name: string) => addresses.get(name) ?? '';
  const saying = (words: string) => `lab.yml says \`${words}\``;
  const isTraced = platform.istio.traced_percent > 0;
  return [
    ...whereAsked(monitoring, saying('monitoring: false'), monitoringChecks(ground, urlOf)),
    ...whereAsked(mesh === 'istio', saying('mesh: none'), [
      program('kiali', ground, () => checkKiali({ ask, url: urlOf('kiali'), isMonitored: monitoring })),
      // Traces come of requests: the app is asked first.
      program('jaeger', ground, () => checkJaeger({ ask, url: urlOf('jaeger'), isTraced, wait }), ['app']),
    ]),
    ...whereAsked(platform.headlamp.enabled, saying('platform.headlamp.enabled: false'), [
      program('headlamp', ground, () => checkHeadlamp(ask, urlOf('headlamp'))),
    ]),
  ];
}

function monitoringChecks(ground: PlatformGround, urlOf: (name: string) => string): readonly Check[] {
  const { lab, ask, wait, rules, dashboards } = ground;
  const { namespace } = PROGRAMS.prometheus;
  const prometheus = { ask, url: urlOf('prometheus'), mend: `lab logs ${namespace}/prometheus` };
  const missing = `${installedBy(PROGRAMS.prometheus)}, and playbooks/deploy.yml for its objects`;
  const targets = {
    releases: Object.keys(lab.releases),
    jobs: ['app', 'model-service', ...(lab.mesh === 'istio' ? ['istio-ingressgateway'] : [])],
    isOurs: ({ namespace: its }: Readonly<Record<string, string>>) =>
      its === lab.namespace || its === 'istio-system',
    missing,
    wait,
  };
  const grafana = async () => ({
    ask,
    url: urlOf('grafana'),
    password: await ground.grafanaPassword(),
    passwordFile: ground.grafanaPasswordFile,
    namespace: PROGRAMS.grafana.namespace,
  });
  return [
    program('prometheus', ground, () => checkPrometheus(prometheus)),
    { name: 'targets', needs: ['prometheus'], look: () => checkTargets(prometheus, targets) },
    { name: 'rules', needs: ['prometheus'], look: () => checkRules(prometheus, { wanted: rules, missing }) },
    program('grafana', ground, async () => checkGrafana(await grafana())),
    {
      name: 'dashboards',
      needs: ['grafana'],
      look: async () => checkDashboards(await grafana(), dashboards),
    },
  ];
}

/** Looks at the pods of a program, and then at what it answers. */
function program(
  name: keyof typeof PROGRAMS,
  { pods }: PlatformGround,
  answers: () => Promise<Verdict>,
  needs: readonly CheckName[] = [],
): Check {
  return {
    name,
    needs: ['kubeconfig', ...needs],
    look: async () => verdictByPods(await pods(), PROGRAMS[name]) ?? answers(),
  };
}
