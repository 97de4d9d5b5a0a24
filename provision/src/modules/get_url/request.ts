import { Secret } from '../../shell/secret.ts';
import type { MachineUrlAction, UrlOutput } from '../action.ts';
import type { GetUrlArgs } from './arguments.ts';

/** The fetch of a URL, as the arguments want it. */
export function requestFor(args: GetUrlArgs, url: string): MachineUrlAction {
  const { url_username: user, url_password: password, client_cert: certificate, client_key: keyPath } = args;
  return {
    kind: 'machine-url',
    url,
    headers: { 'User-Agent': args.http_agent, ...args.headers },
    ...(user !== undefined && { user, password: new Secret(password ?? '') }),
    timeoutSeconds: args.timeout,
    isCertificateChecked: args.validate_certs,
    isProxyUsed: args.use_proxy,
    isNetrcUsed: args.use_netrc,
    isDecompressed: args.decompress,
    ...(args.ciphers && { ciphers: args.ciphers }),
    ...(args.tmp_dest !== undefined && { directory: args.tmp_dest }),
    ...(certificate !== undefined && { clientCertificate: { path: certificate, keyPath } }),
  };
}

/** The name that a file gets in a folder: what the answer calls it, or the last word of the URL. */
export function fileNameOf({ headers, url }: Pick<UrlOutput, 'headers' | 'url'>): string {
  const [, quoted, bare] =
    /filename\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(headers['content-disposition'] ?? '') ?? [];
  return lastWord(quoted ?? bare ?? '') || nameInUrl(url);
}

/** The last word of a URL's path. */
export function nameInUrl(url: string): string {
  return lastWord(url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#][^]*$/, '')) || 'index.html';
}

/** `..` and `.` name no file: a server does not choose the folder. */
function lastWord(path: string): string {
  const word = path.slice(path.lastIndexOf('/') + 1);
  return word === '.' || word === '..' ? '' : word;
}
