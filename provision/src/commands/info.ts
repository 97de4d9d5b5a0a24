import type { CommandOptions } from '../command-line/commands.ts';
import { describeLab, renderInfo } from '../info/describe-lab.ts';
import { stateFolderOf } from '../lab/state-folder.ts';
import { readSecret } from '../secrets/secret-file.ts';
import type { CommandContext, Outcome } from './command.ts';
import { loadMachines } from './load-machines.ts';
import { kubeconfigFile } from './playbooks/kubeconfig-file.ts';

type Options = CommandOptions<'info'>;

/** Flags that each ask for one thing alone. */
const ALONE = ['json', 'kubeconfig', 'password', 'token'] as const satisfies readonly (keyof Options)[];

/** `lab info`: where everything is. */
export async function info(options: Options, context: CommandContext): Promise<Outcome> {
  const asked = ALONE.filter((name) => options[name]);
  if (asked.length > 1) {
    const names = asked.map((name) => `--${name}`).join(' and ');
    return { status: 'bad-command-line', mistakes: [`${names}: one of them at a time`] };
  }
  const read = await loadMachines({ ...options, isLive: false }, context);
  if ('status' in read) return read;
  const { lab } = read.lab;
  const stateFolder = stateFolderOf(context.root, lab);
  const kubeconfig = kubeconfigFile(stateFolder);
  const { output } = context;
  switch (asked[0]) {
    case 'kubeconfig':
      output.print(`${kubeconfig}\n`);
      break;
    case 'password':
      return show(await readSecret(stateFolder, 'grafana_password'), {
        context,
        missing: 'no run has made it yet: npm run provision, with `monitoring: true`',
      });
    case 'token':
      return show(await tokenOf(kubeconfig, context.stop), {
        context,
        missing: 'Headlamp is not in the cluster: npm run provision -- playbooks/dashboard.yml',
      });
    case 'json':
      output.print(`${JSON.stringify(describeLab(lab, read.machines, kubeconfig), undefined, 2)}\n`);
      break;
    case undefined:
      output.print(renderInfo(describeLab(lab, read.machines, kubeconfig)));
  }
  return { status: 'done' };
}

function show(
  value: string | undefined,
  { context, missing }: { readonly context: CommandContext; readonly missing: string },
): Outcome {
  if (value === undefined) {
    context.output.note(`${missing}\n`);
    return { status: 'failed' };
  }
  context.output.print(`${value}\n`);
  return { status: 'done' };
}

/** What talks to a cluster is loaded where somebody asks for it. */
async function tokenOf(kubeconfig: string, signal: AbortSignal): Promise<string | undefined> {
  const [{ openApi }, { limitsForLooking }, { loadKubeconfig }, { headlampToken }] = await Promise.all([
    import('../cluster/api.ts'),
    import('../cluster/list-objects.ts'),
    import('../cluster/load-kubeconfig.ts'),
    import('../info/headlamp-token.ts'),
  ]);
  const api = openApi(await loadKubeconfig({ kubeconfig }));
  try {
    return await headlampToken(api, limitsForLooking(signal));
  } finally {
    api.endpoint.close();
  }
}
