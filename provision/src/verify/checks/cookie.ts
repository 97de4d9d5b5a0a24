import type { Lab } from '../../lab/schema.ts';
import { send } from '../../traffic/send.ts';
import type { Target } from '../../traffic/send.ts';
import type { Cause } from '../verdict.ts';

/** Why a session cannot stay: a new one is given no cookie of that name; undefined where it is. */
export async function missingCookie(
  target: Target,
  { cookie }: Lab['routing'],
  client: Readonly<Record<string, string>>,
): Promise<Cause | undefined> {
  const { headers } = await send(target, { method: 'GET', path: '/version', headers: client });
  const names = (headers['set-cookie'] ?? []).map((line) => line.split('=', 1)[0] ?? '');
  if (names.includes(cookie.name)) return undefined;
  const given = names.length === 0 ? 'none' : names.join(', ');
  return {
    what: `a new session is given no cookie ${cookie.name}: it is given ${given}`,
    mend: 'the route canary of the VirtualService app adds it: kubernetes/app/app-virtual-service.yml',
  };
}
