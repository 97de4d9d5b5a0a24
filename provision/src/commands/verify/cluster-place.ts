import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';

import type { V1Service } from '@kubernetes/client-node';

import { openApi } from '../../cluster/api.ts';
import type { Api } from '../../cluster/api.ts';
import { limitsForLooking, listObjects } from '../../cluster/list-objects.ts';
import { loadKubeconfig } from '../../cluster/load-kubeconfig.ts';
import { once } from '../../cluster/once.ts';
import type { CommandOptions } from '../../command-line/commands.ts';
import { controllerOf, nodeAddress } from '../../inventory/node-address.ts';
import type { Lab } from '../../lab/schema.ts';
import { readSecret, secretFile } from '../../secrets/secret-file.ts';
import { MACHINE_SCRIPT, machinesPart } from '../../status/machines.ts';
import { promisedByLab } from '../../targets/local/promised.ts';
import type { Target } from '../../traffic/send.ts';
import { clusterChecks } from '../../verify/cluster-checks.ts';
import { dashboardUids, ruleNames } from '../../verify/expected.ts';
import { gatewayAddress } from '../../verify/gateway-address.ts';
import { webOf } from '../../verify/web/ask-web.ts';
import { LOGIN, askMachines } from '../ask-machines.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { loadMachines } from '../load-machines.ts';
import type { LabAndMachines } from '../load-machines.ts';
import { kubeconfigFile } from '../playbooks/kubeconfig-file.ts';
import type { Place, PlaceSources } from './place.ts';
import { waitFor } from './wait-for.ts';
import { showProgress } from './progress.ts';

/** The cluster of lab.yml, or of the machines of `-i`. */
export async function clusterPlace(
  options: CommandOptions<'verify'>,
  { lab: { lab }, objects, stateFolder }: PlaceSources,
  context: CommandContext,
): Promise<Place | Outcome> {
  const read = await loadMachines({ ...options, isLive: true, mayBeEmpty: true }, context);
  if ('status' in read) return read;
  const { stop, output } = context;
  const { hosts, absent = new Map() } = read.machines.inventory;
  const controller = controllerAddress(read);
  const agent = new Agent({ keepAlive: true });
  const progress = showProgress(output);
  const api = once(async () => openApi(await loadKubeconfig({ kubeconfig: kubeconfigFile(stateFolder) })));
  const isRouted = lab.mesh === 'istio';
  const target = once(() => targetOf(lab, { api, controller, agent, stop }));
  const checks = clusterChecks({
    lab,
    objects,
    machines: async () => {
      const given = { script: MACHINE_SCRIPT, identity: LOGIN, stateFolder };
      const answers = await askMachines(hosts, given, context);
      return machinesPart(
        answers.map(({ host: { name }, ...answer }) => ({ name, ...answer })),
        absent,
      );
    },
    expected: hosts.map(({ name }) => name),
    api,
    promised: isRouted ? promisedByLab(lab) : { ...promisedByLab(lab), limit: null },
    unrouted: isRouted
      ? undefined
      : 'lab.yml says `mesh: none`: a Service spreads requests over all pods alike',
    target,
    needs: isRouted ? ['kubeconfig'] : [],
    name: `verify-${randomBytes(4).toString('hex')}`,
    mendAbsence: 'lab status says what is not there; lab provision mends it',
    mendRouting:
      'lab verify --only routing compares the objects; lab provision playbooks/deploy.yml applies them',
    lookAt: (release) => `lab logs app-${release}, lab logs model-service-${release}`,
    controller,
    ask: webOf(stop),
    grafanaPassword: () => readSecret(stateFolder, 'grafana_password'),
    grafanaPasswordFile: secretFile(stateFolder, 'grafana_password'),
    rules: ruleNames(objects),
    dashboards: dashboardUids(objects),
    wait: waitFor(stop),
    onProgress: progress.onStep,
    stop,
  });
  return {
    title: `The cluster of ${options.inventory ?? 'lab.yml'}, controller ${controller}`,
    checks,
    onWaiting: progress.onWaiting,
    close: () => {
      agent.destroy();
      void api().then(
        ({ endpoint }) => endpoint.close(),
        () => undefined,
      );
    },
  };
}

/** The app's way in: the node port, or the ingress gateway under the name of the app. */
async function targetOf(
  { mesh, app }: Lab,
  given: {
    readonly api: () => Promise<Api>;
    readonly controller: string;
    readonly agent: Agent;
    readonly stop: AbortSignal;
  },
): Promise<Target> {
  const { api, controller, agent, stop } = given;
  if (mesh === 'none')
    return { host: controller, port: app.node_port, agent, authority: `${controller}:${app.node_port}` };
  const [service] = await listObjects<V1Service>(
    await api(),
    {
      apiVersion: 'v1',
      kind: 'Service',
      namespace: 'istio-system',
      fields: 'metadata.name=istio-ingressgateway',
    },
    limitsForLooking(stop),
  );
  return { ...gatewayAddress(service, controller), agent, authority: app.host };
}

/** Where the others know the controller; where it does not run, where lab.yml puts it. */
function controllerAddress({ lab: { lab }, machines }: LabAndMachines): string {
  const host = controllerOf(machines);
  if (host) return nodeAddress(host, machines);
  return Object.values(lab.machines).find(({ role }) => role === 'controller')?.address ?? '127.0.0.1';
}
