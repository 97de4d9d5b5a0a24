import { flag, words } from './option.ts';
import { inventory, lab } from './playbook-commands.ts';

/** `lab fetch`. */
export const fetch = {
  summary: 'fill the cache with the files that machines get from elsewhere',
  words: {
    placeholder: '[NAME…]',
    summary: 'short names of lab.yml’s artifacts (all of them)',
    least: 0,
    most: 100,
  },
  details: [
    'Fetches each file of lab.yml’s `artifacts` that is not in the cache yet, and reads the others to see whether they are ' +
      'still right. The first time, the publisher is asked for the SHA-256, which goes into the lock (provision.lock): from ' +
      'then on a file that adds up to something else is refused. A transfer that was cut goes on where it ended.',
    'With a full cache, `lab provision` needs no network on this computer. HTTPS_PROXY, HTTP_PROXY and NO_PROXY are obeyed.',
    '--images is another way, for what only registries have: the images that the pods of the running platform name are ' +
      'pulled and exported by the controller, which needs internet for it, and come to the cache. playbooks/images.yml puts ' +
      'them on machines without internet.',
    'The architecture is that of the machines of -i; without it, this computer’s. Exit code 2 when a file is missing.',
  ],
  examples: [
    'lab fetch',
    'lab fetch --check',
    'lab fetch kubelet --arch amd64,arm64',
    'lab fetch -i inventory.yml',
    'lab fetch --images',
  ],
  options: {
    check: flag('fetch nothing: say what is there and what is missing'),
    images: flag('in place of files: the images of the platform, from a cluster that runs it'),
    arch: words('ARCH', 'amd64 or arm64; can be repeated'),
    inventory,
    lab,
  },
} as const;
