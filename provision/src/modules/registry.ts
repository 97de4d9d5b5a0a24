import type { Module } from './module.ts';

/**
 * Every module under the name that a playbook calls it, imported when it is first asked for. Each lives in a folder of
 * that name, with the cases that say how it decides beside it. Adding one takes a folder and a line here.
 */
const LOADERS = {
  apt: async () => (await import('./apt/apt.ts')).aptModule,
  artifact: async () => (await import('./artifact/artifact.ts')).artifactModule,
  assert: async () => (await import('./assert/assert.ts')).assertModule,
  command: async () => (await import('./command/command.ts')).commandModule,
  copy: async () => (await import('./copy/copy.ts')).copyModule,
  debug: async () => (await import('./debug/debug.ts')).debugModule,
  fail: async () => (await import('./fail/fail.ts')).failModule,
  fetch: async () => (await import('./fetch/fetch.ts')).fetchModule,
  file: async () => (await import('./file/file.ts')).fileModule,
  get_url: async () => (await import('./get_url/get_url.ts')).getUrlModule,
  group: async () => (await import('./group/group.ts')).groupModule,
  helm: async () => (await import('./helm/helm.ts')).helmModule,
  helm_repository: async () => (await import('./helm_repository/helm_repository.ts')).helmRepositoryModule,
  hostname: async () => (await import('./hostname/hostname.ts')).hostnameModule,
  image: async () => (await import('./image/image.ts')).imageModule,
  k8s: async () => (await import('./k8s/k8s.ts')).k8sModule,
  k8s_info: async () => (await import('./k8s_info/k8s_info.ts')).k8sInfoModule,
  lineinfile: async () => (await import('./lineinfile/lineinfile.ts')).lineinfileModule,
  meta: async () => (await import('./meta/meta.ts')).metaModule,
  modprobe: async () => (await import('./modprobe/modprobe.ts')).modprobeModule,
  reboot: async () => (await import('./reboot/reboot.ts')).rebootModule,
  set_fact: async () => (await import('./set_fact/set_fact.ts')).setFactModule,
  setup: async () => (await import('./setup/setup.ts')).setupModule,
  shell: async () => (await import('./shell/shell.ts')).shellModule,
  slurp: async () => (await import('./slurp/slurp.ts')).slurpModule,
  stat: async () => (await import('./stat/stat.ts')).statModule,
  sysctl: async () => (await import('./sysctl/sysctl.ts')).sysctlModule,
  systemd: async () => (await import('./systemd/systemd.ts')).systemdModule,
  template: async () => (await import('./template/template.ts')).templateModule,
  unarchive: async () => (await import('./unarchive/unarchive.ts')).unarchiveModule,
  user: async () => (await import('./user/user.ts')).userModule,
  wait_for: async () => (await import('./wait_for/wait_for.ts')).waitForModule,
};

export type ModuleName = keyof typeof LOADERS;

/** The names of all modules, in alphabetical order. */
export const MODULE_NAMES = Object.keys(LOADERS) as readonly ModuleName[];

/** Modules that Ansible keeps outside of `ansible.builtin`. */
const COLLECTIONS: Readonly<Record<string, string | undefined>> = {
  sysctl: 'ansible.posix',
  modprobe: 'community.general',
  k8s: 'kubernetes.core',
  k8s_info: 'kubernetes.core',
  helm: 'kubernetes.core',
  helm_repository: 'kubernetes.core',
};

const BUILTIN: readonly string[] = ['ansible.builtin', 'ansible.legacy'];

/** Ansible has two names for some modules. */
const OTHER_NAMES: Readonly<Record<string, ModuleName | undefined>> = { systemd_service: 'systemd' };

/**
 * The module that a playbook means: its own name, or Ansible's full one (`ansible.builtin.copy`, `ansible.legacy.copy`,
 * `ansible.posix.sysctl`, `community.general.modprobe`). Undefined for a module that we do not have.
 */
export function moduleNamed(name: string): ModuleName | undefined {
  const [, collection, short] = /^(\w+\.\w+)\.(\w+)$/.exec(name) ?? [undefined, undefined, name];
  const found = MODULE_NAMES.find((each) => each === short) ?? otherName(short);
  if (found === undefined || collection === undefined) return found;
  const own = COLLECTIONS[found];
  return (own === undefined ? BUILTIN : [own]).includes(collection) ? found : undefined;
}

function otherName(name: string): ModuleName | undefined {
  return Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined;
}

/** The module that a playbook means; undefined for one that we do not have. */
export async function loadModule(name: string): Promise<Module | undefined> {
  const found = moduleNamed(name);
  // Each module checks its own arguments before it decides on them: its type of arguments is known to it alone.
  return found === undefined ? undefined : ((await LOADERS[found]()) as unknown as Module);
}
