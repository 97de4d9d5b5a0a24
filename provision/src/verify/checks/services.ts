import { probe } from '../../targets/local/readiness.ts';
import type { PortPlan } from '../../targets/local/ports.ts';
import { judged } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';

/** Whether the processes of a local lab say that they are ready. */
export async function checkServices({ apps, modelServices }: PortPlan, host: string): Promise<Verdict> {
  const services = [...named(apps, 'app'), ...named(modelServices, 'model-service')];
  const causes = await Promise.all(
    services.map(async ({ name, port }): Promise<readonly Cause[]> => {
      const answer = await probe({ host, port });
      if (answer.isReady) return [];
      const what = `${name} (port ${port}) is not ready: ${answer.reason}`;
      return [
        {
          what,
          mend: `its log is ${name}.log in the folder that \`npm start\` names; end the lab and start it again`,
        },
      ];
    }),
  );
  return judged(causes.flat(), `${services.map(({ name }) => name).join(', ')} are ready`);
}

function named(ports: ReadonlyMap<string, number>, app: string) {
  return [...ports].map(([release, port]) => ({ name: `${app}-${release}`, port }));
}
