import { z } from 'zod';

import type { Api } from '../../cluster/api.ts';
import type { Limits } from '../../cluster/send-again.ts';
import { failed, ok } from '../verdict.ts';
import type { Verdict } from '../verdict.ts';

const Version = z.object({ gitVersion: z.string() });

/** Whether the API answers to who the kubeconfig says. @throws {ClusterError} where it cannot be asked */
export async function checkKubeconfig(api: Api, limits: Limits): Promise<Verdict> {
  const { file, server } = api.endpoint;
  const { status, text } = await api.send({ method: 'GET', path: '/version' }, limits);
  if (status !== 200) {
    return failed({
      what: `${server} refuses who is asked as in ${file}: ${status}`,
      mend: 'a cluster that was made anew has a new kubeconfig: npm run provision writes it',
    });
  }
  const { gitVersion } = Version.parse(JSON.parse(text));
  return ok(`${server}, Kubernetes ${gitVersion}`);
}
