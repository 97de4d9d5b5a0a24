import { choice, flag, text, wholeNumber, words } from './option.ts';
import { inventory, lab } from './playbook-commands.ts';

const json = flag('one JSON object in place of the text');

/** `lab down`. */
export const down = {
  summary: "stop Vagrant's machines, or remove them",
  details: [
    'Halts the machines; `vagrant up` starts them again, and the cluster comes back with them. --destroy removes them with ' +
      'everything on them, and what this computer keeps about their cluster. Downloads stay.',
  ],
  examples: ['lab down', 'lab down --destroy'],
  options: { destroy: flag('remove the machines'), lab },
} as const;

/** `lab status`. */
export const status = {
  summary: 'show machines, nodes and pods, and what is wrong with them',
  details: [
    'Asks Vagrant (or the machines of -i), each machine, and the cluster. Whatever is not as it should be is listed with its ' +
      'cause, and with where to look next. Exit code 0 when all is well, 2 when something is not, 3 when a machine does ' +
      'not answer.',
  ],
  examples: ['lab status', 'lab status --json', 'lab status -i inventory.yml'],
  options: { json, inventory, lab },
} as const;

/** `lab verify`. */
export const verify = {
  summary: 'look at a running lab from outside, and say of each part whether it works',
  details: [
    'Machines, nodes, pods, the app, the split of sessions, stickiness, pairing, the limit, Istio, Prometheus, Grafana, Kiali, ' +
      'Jaeger, Headlamp: each is ok, or failed with its cause and what to do, or not installed. docs/verify.md has them all.',
    'What is looked at is the cluster of lab.yml (or of -i); where there is none and `npm start` runs a lab, that one. ' +
      'It sends some 2,000 requests, and changes nothing. Exit code 0 when nothing failed, 2 when something did.',
  ],
  examples: ['lab verify', 'lab verify --only weights,limit', 'lab verify --json', 'lab verify --local'],
  options: {
    only: words('CHECK,…', 'only these'),
    strict: flag('what lab.yml asks for and is not installed has failed'),
    local: flag('the lab that `npm start` runs'),
    json,
    inventory,
    lab,
  },
} as const;

/** `lab info`. */
export const info = {
  summary: 'show addresses, users, and how to get at passwords and the cluster',
  details: [
    'What lab.yml promises, whether it runs or not: `lab status` says what does. The last play of playbooks/site.yml prints ' +
      'the same. A password or token is shown only where it is asked for by name.',
  ],
  examples: [
    'lab info',
    'lab info --json',
    'lab info --password',
    'lab info --token',
    'export KUBECONFIG=$(lab info --kubeconfig)',
  ],
  options: {
    json,
    kubeconfig: flag('only the path of the kubeconfig'),
    password: flag('only the password of Grafana’s user admin'),
    token: flag('only a token for Headlamp, made now and good for a day'),
    inventory,
    lab,
  },
} as const;

/** `lab doctor`. */
export const doctor = {
  summary: 'look over this computer before anything starts',
  details: [
    'Vagrant and a provider, the addresses that VirtualBox allows, memory, processors and disk against lab.yml, ports, the ' +
      'line in /etc/hosts, and how images will be built. Each finding comes with its cure. Exit code 2 when something is in ' +
      'the way; what is merely advice does not count.',
  ],
  examples: ['lab doctor', 'lab doctor --json'],
  options: { json, lab },
} as const;

/** `lab hosts`. */
export const hosts = {
  summary: "see to the line in /etc/hosts that makes the app's name known",
  details: [
    'Without an option, says what the file holds. Only the line that ends with `# remla-lab` is ever changed. Writing takes ' +
      'the rights of an administrator; the message says how.',
  ],
  examples: ['lab hosts', 'sudo lab hosts --add', 'sudo lab hosts --remove'],
  options: {
    add: flag('add the line, or mend it'),
    remove: flag('take it away'),
    file: text('FILE', 'another file than /etc/hosts'),
    inventory,
    lab,
  },
} as const;

/** `lab logs`. */
export const logs = {
  summary: 'show the journal of a machine, or what a pod wrote',
  words: {
    placeholder: 'MACHINE|POD',
    summary:
      'a machine of the inventory; a pod, the beginning of its name, or NAMESPACE/POD (the namespace of lab.yml)',
    least: 1,
    most: 1,
  },
  details: [],
  examples: [
    'lab logs controller --unit kubelet',
    'lab logs node1 --lines 50 --follow',
    'lab logs app-v1',
    'lab logs kube-system/coredns',
  ],
  options: {
    unit: text('UNIT', 'a machine: only this unit', 'u'),
    container: text('NAME', 'a pod: this container', 'c'),
    previous: flag('a pod: the run before the last restart', 'p'),
    lines: wholeNumber('N', 'how many of the last lines', {
      least: 1,
      most: 1_000_000,
      fallback: 200,
      short: 'n',
    }),
    follow: flag('go on showing what comes, until Ctrl-C', 'f'),
    inventory,
    lab,
  },
} as const;

/** `lab reset`. */
export const reset = {
  summary: 'take the cluster off the machines',
  details: [
    'Runs playbooks/reset.yml: units, programs, files, networks and mounts of the cluster go, the machines stay as base.yml ' +
      'left them. The kubeconfig on this computer goes too. `lab provision` makes a new cluster.',
  ],
  examples: ['lab reset', 'lab reset -i inventory.yml'],
  options: {
    inventory,
    lab,
    output: choice('FORM', 'live, plain or json; auto is live in a terminal and plain elsewhere', [
      'auto',
      'live',
      'plain',
      'json',
    ]),
  },
} as const;

/** `lab versions`. */
export const versions = {
  summary: 'show the versions that lab.yml pins, and what the machines have',
  details: ['Machines that do not run are left out. A difference is marked; `lab provision` mends it.'],
  examples: ['lab versions', 'lab versions --json'],
  options: { json, inventory, lab },
} as const;
