import type { Lab } from '../../lab/schema.ts';

/** Other labs than ours, as YAML to be merged over lab.yml: each uses another branch of the manifests. */
export const LAB_VARIANTS = {
  'as it is': '{}',
  'a mesh': 'mesh: istio',
  'another split': 'releases: { v1: { weight: 100 }, v2: { weight: 0 } }',
  'another namespace': 'namespace: other\napp: { host: lab.test, port: 80 }',
  'one bucket for all': 'rate_limit: { per: gateway }',
  'no user header': 'rate_limit: { user_header: false }',
  'a trusted proxy': 'rate_limit: { trusted_hops: 2 }',
  'no free paths': 'rate_limit: { free_paths: [] }',
  'a name that looks like a number, and one with a dot in it':
    "routing: { cookie: { name: '007' }, version_header: x.version }",
} as const;

/** Other releases. lab.yml knows those that the app has; the manifests know no names at all. */
export const RELEASE_VARIANTS: Readonly<Record<string, Lab['releases']>> = {
  three: {
    v1: { weight: 70, model: 'lr' },
    v2: { weight: 0, model: 'cnn' },
    '3': { weight: 30, model: 'lr' },
  },
  one: { only: { weight: 100, model: 'lr' } },
};
