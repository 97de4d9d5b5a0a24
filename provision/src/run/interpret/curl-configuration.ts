import type { MachineUrlAction } from '../../modules/action.ts';

/** As many redirects as browsers follow. */
const MAX_REDIRECTS = 20;

/** A request as curl's configuration file has it; where the content goes is added by the script. */
export function curlConfiguration(action: MachineUrlAction): string {
  const { url, headers, user, password, ifModifiedSince, timeoutSeconds, clientCertificate } = action;
  const options: readonly (readonly [string, string | number | undefined] | readonly [string])[] = [
    ['url', url],
    ['silent'],
    ['show-error'],
    ['location'],
    ['globoff'],
    ['max-redirs', MAX_REDIRECTS],
    ['connect-timeout', timeoutSeconds],
    // Nothing at all for as long as the time-out: what is slow but moves may take its time.
    ['speed-limit', 1],
    ['speed-time', timeoutSeconds],
    ['user', user === undefined ? undefined : `${user}:${password?.reveal() ?? ''}`],
    ...Object.entries(headers ?? {}).map(([name, value]) => ['header', headerLine(name, value)] as const),
    ['header', ifModifiedSince === undefined ? undefined : headerLine('If-Modified-Since', ifModifiedSince)],
    ['cert', clientCertificate?.path],
    ['key', clientCertificate?.keyPath],
    ['ciphers', action.ciphers?.join(':')],
    ['noproxy', action.isProxyUsed ? undefined : '*'],
    ...((action.isNetrcUsed ?? true) ? [['netrc-optional'] as const] : []),
    ...(action.isCertificateChecked ? [] : [['insecure'] as const]),
    ...((action.isDecompressed ?? true) ? [['compressed'] as const] : []),
  ];
  return options
    .filter((option) => option.length === 1 || option[1] !== undefined)
    .map((option) => (option.length === 1 ? option[0] : `${option[0]} = ${quoted(option[1] ?? '')}`))
    .join('\n');
}

/** A header without a value is written with a semicolon, else curl would take it away. */
function headerLine(name: string, value: string): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

function quoted(value: string | number): string {
  const escapes: Readonly<Record<string, string>> = {
    '\n': String.raw`\n`,
    '\r': String.raw`\r`,
    '\t': String.raw`\t`,
  };
  return `"${String(value).replaceAll(/[\\"\n\r\t]/g, (character) => escapes[character] ?? `\\${character}`)}"`;
}
