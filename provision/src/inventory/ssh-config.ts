/** What `vagrant ssh-config` says of a machine. */
export interface SshConfigHost {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly privateKeyFile: string | undefined;
}

/** Reads OpenSSH's client configuration as Vagrant prints it: a block for each machine. What has no address is left out. */
export function parseSshConfig(text: string): readonly SshConfigHost[] {
  const blocks: { name: string; values: Map<string, string> }[] = [];
  for (const line of text.split('\n')) {
    const [, keyword, rest] = /^\s*(\w+)(?:\s+|\s*=\s*)(.+?)\s*$/.exec(line) ?? [];
    if (keyword === undefined || rest === undefined) continue;
    const key = keyword.toLowerCase();
    const value = rest.replace(/^"(.*)"$/, '$1');
    if (key === 'host') blocks.push({ name: value, values: new Map() });
    // Of several values OpenSSH takes the first.
    else if (blocks.at(-1)?.values.has(key) === false) blocks.at(-1)?.values.set(key, value);
  }
  return blocks.flatMap(({ name, values }) => {
    const host = values.get('hostname');
    if (host === undefined) return [];
    return [
      {
        name,
        host,
        port: Number(values.get('port') ?? 22),
        user: values.get('user') ?? 'vagrant',
        privateKeyFile: values.get('identityfile'),
      },
    ];
  });
}
