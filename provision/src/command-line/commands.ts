import { fetch } from './artifact-commands.ts';
import { choice, flag, text, wholeNumber } from './option.ts';
import type { Options, OptionValues } from './option.ts';
import { doctor, down, hosts, info, logs, reset, status, verify, versions } from './machine-commands.ts';
import { lab, provision, run, ssh } from './playbook-commands.ts';
import type { Words } from './read-options.ts';

/** What a command is, as data: `parseCommandLine` reads by it, `lab help` shows it. */
export interface CommandDescription {
  readonly summary: string;
  /** More to know, paragraph by paragraph. */
  readonly details: readonly string[];
  readonly examples: readonly string[];
  readonly options: Options;
  /** Words that belong to no option; without it, there are none. */
  readonly words?: Words;
}

/** The last port behind which there is room for those of the services. */
const LAST_PORT = 65_519;
const port = (summary: string) =>
  wholeNumber('PORT', summary, { least: 1, most: LAST_PORT, fallback: undefined });

/** Every command of `lab`. */
export const COMMANDS = {
  up: {
    summary: 'start the lab: on this computer until Ctrl-C, or on machines of Vagrant',
    details: [
      'local, the default, needs Node alone. vagrant is `vagrant up` and then `lab provision`: three machines with a cluster.',
      'Starts both releases of model-service and of the app as processes, and a gateway in front that obeys the routing ' +
        'and rate-limit manifests of kubernetes/. The gateway opens its port when everything is ready.',
      'Ctrl-C lets what is in flight end and leaves nothing behind; a second Ctrl-C ends at once. ' +
        'Whole logs lie in .lab/logs.',
    ],
    examples: [
      'lab up',
      'lab up --port 9090 --lab my.yml',
      'lab render --out rendered && lab up --manifests rendered',
      'lab up --target vagrant --provider docker',
    ],
    options: {
      target: choice('TARGET', 'where the lab runs', ['local', 'vagrant']),
      provider: text('PROVIDER', "vagrant: virtualbox, libvirt or docker (Vagrant's own choice)"),
      port: port('the port of the gateway; the services take the ports that follow (lab.yml: 8080)'),
      host: text('ADDRESS', 'the address that everything binds (lab.yml: 127.0.0.1)'),
      lab,
      manifests: text('DIR', 'obey the YAML of this folder, not the manifests of kubernetes/'),
      seed: wholeNumber('N', 'draw releases from this seed, so that runs repeat', {
        least: 0,
        most: 4_294_967_295,
        fallback: undefined,
      }),
    },
  },
  render: {
    summary: 'write the manifests as plain YAML',
    details: [
      'Renders kubernetes/ over lab.yml, checks the objects, and writes a file for each below the folder; ' +
        'without --out, one YAML stream to standard output, for kubectl apply -f -.',
      'A file that was edited since it was written is kept, and named; --force replaces it.',
    ],
    examples: ['lab render --out rendered', 'lab render | kubectl apply -f -'],
    options: {
      out: text('DIR', 'the folder to write to'),
      format: choice('FORMAT', 'what is written; manifests is the only one now', ['manifests']),
      force: flag('replace files that somebody edited'),
      lab,
    },
  },
  traffic: {
    summary: 'send sessions through the running lab and show what became of them',
    details: [
      'Each session is a visitor with cookies and a name of its own, who votes on its last verdict. Shown are the split ' +
        'with the range that chance allows, stickiness, pairing, the votes and the limit. Exit code 0 when all hold, 2 ' +
        'when one does not.',
    ],
    examples: ['lab traffic', 'lab traffic --sessions 10000', 'lab traffic --json'],
    options: {
      sessions: wholeNumber('N', 'how many visitors', { least: 1, most: 1_000_000, fallback: 600 }),
      requests: wholeNumber('N', 'how many requests each of them sends', { least: 2, most: 20, fallback: 3 }),
      port: port('the port of the gateway, where it is not the lab that was started last'),
      host: text('ADDRESS', 'the address of the gateway (127.0.0.1)'),
      lab,
      json: flag('one JSON object in place of the table'),
    },
  },
  provision,
  run,
  fetch,
  status,
  verify,
  info,
  logs,
  ssh,
  versions,
  doctor,
  hosts,
  down,
  reset,
} as const satisfies Readonly<Record<string, CommandDescription>>;

export type CommandName = keyof typeof COMMANDS;

/** The values of a command's options. */
export type CommandOptions<Name extends CommandName> = OptionValues<(typeof COMMANDS)[Name]['options']>;
