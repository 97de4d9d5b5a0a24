/** Where a checkout's branch comes from: `git remote get-url` and the branch's name there. */
export interface Upstream {
  readonly url: string;
  readonly branch: string;
}

/**
 * The values of REPO_URL and REPO_BRANCH with which Docker fetches the upstream itself. Docker takes an http address for
 * a git repository only when it ends in `.git`.
 *
 * @returns undefined for a remote that Docker cannot reach, such as a path on this machine
 */
export function gitContext({
  url,
  branch,
}: Upstream): Readonly<Record<'REPO_URL' | 'REPO_BRANCH', string>> | undefined {
  const isHttp = /^https?:\/\//.test(url);
  const isGit = /^(git|ssh):\/\//.test(url) || /^[\w.-]+@[\w.-]+:/.test(url);
  if (!isHttp && !isGit) return undefined;
  const address = url.replace(/\/+$/, '');
  return { REPO_URL: isHttp && !address.endsWith('.git') ? `${address}.git` : address, REPO_BRANCH: branch };
}
