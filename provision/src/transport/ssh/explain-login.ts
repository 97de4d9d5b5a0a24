import type { SshAddress } from '../../inventory/inventory.ts';
import { ConnectError } from '../errors.ts';

/** Why a login failed, in words that say what to do. ssh2 tells the cases apart by `level`, and some only by their text. */
export function explainLogin(
  name: string,
  { user, host, port }: SshAddress,
  {
    cause,
    tried,
    timeoutMs,
  }: { readonly cause: unknown; readonly tried: string; readonly timeoutMs: number },
): ConnectError {
  const place = `${user}@${host}:${port}`;
  const { level, message = String(cause) } = cause as { readonly level?: string; readonly message?: string };
  if (level === 'client-authentication') {
    return new ConnectError(name, `${place} refused the login; tried: ${tried}`, {
      cause,
      hint: `does the key stand in ~${user}/.ssh/authorized_keys there?`,
    });
  }
  if (level === 'client-timeout' || /handshake/i.test(message)) {
    return new ConnectError(
      name,
      `${place} took the connection, but did not finish the login within ${timeoutMs / 1_000} s`,
      {
        cause,
        hint: 'is the machine still booting?',
      },
    );
  }
  return new ConnectError(name, `cannot log in as ${place}: ${message}`, { cause });
}
