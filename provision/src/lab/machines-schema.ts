import { z } from 'zod';

import { AbsolutePath, DnsLabel, Ipv4 } from './values.ts';

const Machine = z
  .strictObject({
    role: z
      .enum(['controller', 'node'])
      .describe('controller: the control plane (group `controllers`); node: the workload (group `nodes`).'),
    address: Ipv4.describe('Its address in the private network, a /24.'),
    cpus: z.int().min(1).max(64).describe('Processors; a control plane asks for two.'),
    memory_mb: z.int().min(512).max(1_048_576).describe('Memory in MiB.'),
  })
  .describe('One machine.');

/** The machines of the cluster, by name. */
export const Machines = z
  .record(DnsLabel, Machine)
  .refine((machines) => Object.keys(machines).length > 0, 'must name at least one machine');

/** How Vagrant makes the machines. The Vagrantfile reads the same keys. */
export const Vagrant = z.strictObject({
  prefix: DnsLabel.describe('Providers list a machine as PREFIX-NAME.'),
  box: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'expected the name of a box, such as bento/ubuntu-24.04')
    .describe('The box for VirtualBox and libvirt.'),
  box_version: z
    .string('expected a version in quotes')
    .regex(/^[\w.+-]+$/, 'expected a version such as 202508.03.0')
    .describe('The version of the box.'),
  state_folder: z
    .string()
    .min(1)
    .describe("Vagrant's state; another one than .vagrant is named in VAGRANT_DOTFILE_PATH too."),
  docker: z
    .strictObject({
      image: z
        .union([z.literal(false), z.string().min(1)])
        .describe('An image that is there already; false: built by provision/machine/Dockerfile.'),
      base_image: z.string().min(1).describe('The image that provision/machine/Dockerfile builds on.'),
      packages: z
        .array(z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/, 'expected the name of a Debian package'))
        .describe(
          'Debian packages that the machines have from the beginning, besides those of the Dockerfile.',
        ),
      options: z.array(z.string().min(1)).describe('Further arguments of `docker run`.'),
    })
    .describe('The docker provider: `vagrant up --provider=docker`.'),
});

/** Where a run of playbooks keeps its things. */
export const Provision = z.strictObject({
  state_folder: z
    .string()
    .min(1)
    .describe(
      'On this machine: known hosts, secrets, logs, reports of runs. A second lab at the same time needs one of its own.',
    ),
  lock: z
    .string()
    .min(1)
    .describe('On this machine: the SHA-256 of every file that was fetched, as its publisher gave it.'),
  cache_folder: z.string().min(1).describe('On this machine: fetched files, to be copied to the machines.'),
  machine_lock: AbsolutePath.describe('On the machines: held by a run, so that a second one waits.'),
});
