import { planPorts } from '../targets/local/ports.ts';
import type { LocalState } from '../targets/local/state.ts';
import { urlOf } from '../targets/local/services.ts';
import { whereAsked } from './asked.ts';
import { CHECK_NAMES } from './names.ts';
import { checkPrometheus, checkRules } from './checks/prometheus.ts';
import { checkServices } from './checks/services.ts';
import { checkTargets } from './checks/targets.ts';
import type { Check } from './run-checks.ts';
import { notAsked } from './verdict.ts';
import { visitorChecks } from './visitor-checks.ts';
import type { VisitorGround } from './visitor-checks.ts';
import type { AskWeb } from './web/ask-web.ts';

/** A lab that `npm start` runs. */
export interface LocalGround extends VisitorGround {
  readonly running: LocalState;
  /** The names of all rules of kubernetes/. */
  readonly rules: readonly string[];
  readonly ask: AskWeb;
}

/** The jobs of the Prometheus that `npm start` runs. */
const JOBS = ['app', 'model-service', 'istio-ingressgateway'];
const RESTART = 'end the lab and start it again';
const NO_PROMETHEUS =
  '`npm start` runs no Prometheus: none is on the PATH, or lab.yml says `local.prometheus: off`';

/** All checks for a lab of processes; what only a cluster has is not installed. */
export function localChecks(ground: LocalGround): readonly Check[] {
  const { lab, running } = ground;
  const { host, port } = running;
  const ports = planPorts(port, Object.keys(lab.releases));
  const own: readonly Check[] = [
    { name: 'services', look: () => checkServices(ports, host) },
    ...visitorChecks(ground),
    ...prometheusChecks(ground),
  ];
  const known = new Map(own.map((check) => [check.name, check]));
  const absent = async () => notAsked('`npm start` runs processes, no cluster');
  return CHECK_NAMES.map((name) => known.get(name) ?? { name, look: absent });
}

function prometheusChecks({ lab, running, ask, rules, wait }: LocalGround): readonly Check[] {
  const { host, prometheus } = running;
  const options = { ask, url: urlOf(host, prometheus?.port ?? 0), mend: RESTART };
  const releases = Object.keys(lab.releases);
  const targets = { releases, jobs: JOBS, isOurs: () => true, missing: RESTART, wait };
  const needs = ['prometheus'] as const;
  return whereAsked(prometheus !== null, NO_PROMETHEUS, [
    { name: 'prometheus', look: () => checkPrometheus(options) },
    { name: 'targets', needs, look: () => checkTargets(options, targets) },
    { name: 'rules', needs, look: () => checkRules(options, { wanted: rules, missing: RESTART }) },
  ]);
}
