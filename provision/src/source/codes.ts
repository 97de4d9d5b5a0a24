/**
 * Every code that a `Problem` can carry, with what it means: the closed union, and the text of the error reference.
 * Grouped by the stage that finds it; a new stage adds its group here.
 */
export const PROBLEM_CODES = {
  // source: any YAML file
  'file-unreadable': 'The file is not there, or may not be read.',
  'yaml-syntax': 'The text is not YAML 1.2.',
  'yaml-warning': 'The YAML can be read, but surely means something else than was meant.',
  'duplicate-key': 'A key stands twice in one map; the second would silently win.',
  'unresolved-tag': 'A value begins with `!`, which YAML reads as a tag that nobody knows.',
  'unquoted-template': 'A value begins with `{{` without quotes, which YAML reads as a map.',
  'unresolved-alias': 'An alias (`*name`) has no anchor (`&name`) before it, or refers to itself.',
  'inexact-number': 'A whole number is too large to be kept exactly.',
  'document-count': 'The file must hold exactly one YAML document.',
  // source: a value against a schema
  'unknown-key': 'A key that the schema does not know.',
  'missing-key': 'A key that must be there is missing.',
  'wrong-type': 'A value has another type than the schema asks for.',
  'bad-value': 'A value has the right type, but is not allowed.',
  // lab: rules over several keys of lab.yml
  'weights-sum': 'The weights of the releases do not sum to 100.',
  'model-missing': 'The model that a release names is not there, or lacks a file.',
  // expression: templates
  'template-syntax': 'The text between `{{` and `}}` is not Handlebars.',
  'undefined-name': 'A name in a template resolves to nothing.',
  'unknown-helper': 'A helper that is not on the list.',
  'unsupported-template': 'A part of Handlebars that the lab does not use.',
  'bad-argument': 'A helper or block was given a value it cannot work with.',
  'not-text': 'A null, a list or an object stands where text is expected.',
  // expression: conditions, and names of variables
  'condition-syntax': 'The text of a condition is not CEL.',
  'not-cel': 'A condition is written in another language (Jinja, Python); the hint has the form of CEL.',
  'bad-condition':
    'A condition can be read, but not judged: its types do not go together, or it is not true or false.',
  'reserved-name':
    'A name that the conditions or the lab reserve, or that is none, cannot be that of a variable.',
  'variable-cycle': 'A variable needs its own value.',
  // playbook: plays and tasks
  'not-built':
    'A part of Ansible, or a setting, that the lab does not have; the hint names the way that it has.',
  'unknown-module': 'A task names a module that is not there.',
  'bad-task': 'A task has no module, more than one, or parts that do not go together.',
  'unquoted-mode': 'A file mode without quotes, which YAML reads as a decimal number.',
  'import-cycle': 'A file imports itself, directly or through others.',
  // plan: a playbook, an inventory and values together
  'hides-lab-value': 'A variable or register has the name of a value of lab.yml, which must stay what it is.',
  'unknown-handler': 'A task notifies a handler that its play does not have.',
  'unknown-tag': 'A tag is asked for that no task has.',
  'unknown-task': 'The run is to begin at a task that is not there.',
  // run: what only shows when a task's turn comes
  'not-applied': 'In check mode: a value of a task that was not applied is needed.',
  // manifests: objects of Kubernetes
  'manifest-field': 'apiVersion, kind or metadata of an object is missing or wrong.',
  'duplicate-object': 'Two files describe one object (same kind, namespace and name).',
  'pod-standard':
    'A pod is not what the Pod Security Standard `restricted` asks for, or writes to its root file system.',
  'pod-incomplete': 'A container does not say what it takes (requests, limits), or has no probes.',
  'image-tag': 'An image has no tag, or the tag `latest`: tomorrow it is another one.',
  'selects-nothing':
    'A selector selects no pod or Service of the manifests, or not the pods that it stands beside.',
  'removed-api': 'An object of a version of the API that Kubernetes no longer has.',
  'no-manifests': 'The folder holds no manifest.',
  'file-edited': 'A file that `lab render` would replace was written or edited by somebody else.',
  // routing: what the gateway can obey
  'unknown-field': 'A field that the gateway does not know, and will not ignore.',
  'unsupported-field': 'A field that is known, but that the local gateway cannot obey.',
  'unknown-reference': 'A host, subset, gateway, port or account that no manifest defines.',
  'bad-route': 'Routes, matches or weights that cannot be obeyed as they are written.',
  'bad-rate-limit': 'A rate limit that cannot be obeyed as it is written.',
  // inventory: machines and the patterns that choose among them
  'inventory-format': 'The inventory is not the YAML that Ansible and the lab share.',
  'bad-range': 'A range of host names (`node[1:3]`) that cannot be counted.',
  'bad-pattern': 'A pattern of hosts that cannot be read.',
  'unknown-host': 'A host or group that the inventory does not have, or a machine that does not run.',
  'unknown-setting': 'A variable `ansible_…` of the inventory that the lab does not obey.',
  'exposed-password': 'A file with a password can be read by other users.',
  'no-machines': 'There is no machine to work on: none runs, or the inventory is empty.',
  'vagrant-failed': 'Vagrant is not there, or could not say which machines there are.',
} as const;

export type ProblemCode = keyof typeof PROBLEM_CODES;
