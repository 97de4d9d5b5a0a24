import type { ReturnedField } from '../module.ts';

/** What apt returns. */
export const APT_RETURNS: Readonly<Record<string, ReturnedField>> = {
  cache_updated: {
    description: 'Whether the servers were asked for new lists.',
    type: 'bool',
    returned: 'always',
  },
  cache_update_time: {
    description: 'When the lists last changed, in seconds since 1970.',
    type: 'int',
    returned: 'with update_cache or cache_valid_time',
  },
  stdout: { description: 'What apt-get printed.', type: 'str', returned: 'when apt-get was asked' },
  stderr: { description: 'What apt-get complained about.', type: 'str', returned: 'when apt-get was asked' },
  rc: { description: 'The exit code of apt-get.', type: 'int', returned: 'on failure' },
};
