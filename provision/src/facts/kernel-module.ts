import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';

/** A module of the kernel, and the files that have it loaded at boot. */
export interface KernelModule {
  readonly isLoaded: boolean;
  /** Part of the kernel itself: always there, and cannot be removed. */
  readonly isBuiltIn: boolean;
  /** Lines of /etc/modules-load.d/*.conf and /etc/modprobe.d/*.conf, by path. Those of other modules too. */
  readonly files: Readonly<Record<string, readonly string[]>>;
}

const KERNEL_MODULE: FactFamily<string, KernelModule> = {
  name: 'kernel-module',
  programs: ['cat', 'grep', 'uname'],
  steadiness: 'settled',
  script: () =>
    lines([
      sh`cat /proc/modules 2>/dev/null`,
      sh`echo =; cat "/lib/modules/$(uname -r)/modules.builtin" 2>/dev/null`,
      sh`echo =; LC_ALL=C grep -Hs '' /etc/modules-load.d/*.conf /etc/modprobe.d/*.conf`,
      sh`:`,
    ]),
  parse: (stdout, names) => {
    const [loaded = '', builtIn = '', configured = ''] = stdout.toString('utf8').split(/^=\n/m);
    const loadedNames = new Set(loaded.split('\n').map((line) => moduleKey(line.split(' ')[0] ?? '')));
    const builtInNames = new Set(builtIn.split('\n').flatMap((path) => moduleOfPath(path) ?? []));
    const files = linesByFile(configured);
    return names.map((name) => ({
      isLoaded: loadedNames.has(moduleKey(name)),
      isBuiltIn: builtInNames.has(moduleKey(name)),
      files,
    }));
  },
};

/** A module of the kernel, by its name. */
export function kernelModuleAbout(name: string): MachineFact<KernelModule> {
  return about(KERNEL_MODULE, name);
}

/** `-` and `_` are one to the kernel. */
export function moduleKey(name: string): string {
  return name.replaceAll('-', '_');
}

/** `kernel/fs/overlayfs/overlay.ko` → `overlay`. */
function moduleOfPath(path: string): string | undefined {
  const name = /([^/]+)\.ko$/.exec(path)?.[1];
  return name === undefined ? undefined : moduleKey(name);
}

function linesByFile(text: string): Readonly<Record<string, readonly string[]>> {
  const files: Record<string, string[]> = {};
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon === -1) continue;
    (files[line.slice(0, colon)] ??= []).push(line.slice(colon + 1));
  }
  return files;
}
