import { ATTRIBUTE_ALIASES } from '../file-attributes/arguments.ts';
import { PATH_INFO_FIELDS } from '../file-attributes/path-info.ts';
import type { Decision } from '../decision.ts';
import type { Module, ModuleContext } from '../module.ts';
import { ArtifactArgs } from './arguments.ts';
import { loadArtifact, loadLocal } from './load.ts';
import { placeArtifact } from './place.ts';

/** Files of lab.yml's `artifacts` on the machine. */
export const artifactModule: Module<ArtifactArgs> = {
  name: 'artifact',
  summary: 'Puts a file of lab.yml’s `artifacts` on the machine, or has containerd load it.',
  notes: [
    'The file is fetched once, into the cache on the user’s machine, and checked against the lock; machines that lack it get it from there.',
    'An image is loaded into containerd’s namespace k8s.io under its pinned name, also where the archive has another one, on a machine with k3s into that of k3s; a label on the image says which archive it came from. The kubelet does not clear away images of `artifacts`. Needs containerd 2.2 on the machine.',
    'A stamp on the machine (size, time of the last change, inode, SHA-256) spares the next run reading the file.',
  ],
  args: ArtifactArgs,
  aliases: ATTRIBUTE_ALIASES,
  returns: {
    dest: { description: 'Where it was put.', type: 'str', returned: 'with state present' },
    checksum: { description: 'The SHA-256 of the file.', type: 'str', returned: 'always' },
    url: { description: 'Where its publisher has it.', type: 'str', returned: 'with `name`' },
    version: { description: 'The pin of lab.yml.', type: 'str', returned: 'with `name`' },
    ...PATH_INFO_FIELDS,
    state: { description: 'What it is: `file` or `hard`.', type: 'str', returned: 'with state present' },
    image: { description: 'The name of the image.', type: 'str', returned: 'with state loaded' },
    digest: {
      description: 'The digest of the image’s manifest.',
      type: 'str',
      returned: 'with state loaded',
    },
    src: { description: 'The archive.', type: 'str', returned: 'with `src`' },
  },
  example: `- artifact:
    name: kubelet
    dest: /usr/local/bin/kubelet
    mode: '0755'
- artifact:
    name: kube-apiserver
    state: loaded
`,
  check: 'full',
  decide,
};

function decide(args: ArtifactArgs, context: ModuleContext): Decision {
  const { name, dest, src = '', image = '' } = args;
  if (name === undefined) return loadLocal(src, image);
  return dest === undefined ? loadArtifact(name, args.image) : placeArtifact(args, { name, dest }, context);
}
