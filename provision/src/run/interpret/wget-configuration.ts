import type { MachineUrlAction } from '../../modules/action.ts';

/** A request as GNU wget's start-up file has it. The URL is read from a file of its own. */
export function wgetConfiguration(action: MachineUrlAction): string {
  const { headers, user, password, ifModifiedSince, timeoutSeconds, clientCertificate } = action;
  const commands: readonly (readonly [string, string | number | undefined])[] = [
    ['tries', 1],
    ['timeout', timeoutSeconds],
    ['server_response', 'on'],
    ['verbose', 'off'],
    ['user', user],
    ['password', user === undefined ? undefined : (password?.reveal() ?? '')],
    ['auth_no_challenge', user === undefined ? undefined : 'on'],
    ...Object.entries(headers ?? {}).map(([name, value]) => ['header', `${name}: ${value}`] as const),
    ['header', ifModifiedSince === undefined ? undefined : `If-Modified-Since: ${ifModifiedSince}`],
    ['certificate', clientCertificate?.path],
    ['private_key', clientCertificate?.keyPath],
    ['use_proxy', action.isProxyUsed ? undefined : 'off'],
    ['check_certificate', action.isCertificateChecked ? undefined : 'off'],
    ['ciphers', action.ciphers?.join(':')],
    ['netrc', (action.isNetrcUsed ?? true) ? undefined : 'off'],
    ['compression', (action.isDecompressed ?? true) ? 'auto' : 'none'],
  ];
  return commands
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} = ${oneLine(value)}`]))
    .join('\n');
}

/** A line break would begin another command, and none of these values can hold one. */
function oneLine(value: string | number): string {
  return String(value).replaceAll(/[\r\n]+/g, ' ');
}
