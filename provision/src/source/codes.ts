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
  // manifests: objects of Kubernetes
  'manifest-field': 'apiVersion, kind or metadata of an object is missing or wrong.',
  'duplicate-object': 'Two files describe one object (same kind, namespace and name).',
  'no-manifests': 'The folder holds no manifest.',
  'file-edited': 'A file that `lab render` would replace was written or edited by somebody else.',
  // routing: what the gateway can obey
  'unknown-field': 'A field that the gateway does not know, and will not ignore.',
  'unsupported-field': 'A field that is known, but that the local gateway cannot obey.',
  'unknown-reference': 'A host, subset or gateway that no manifest defines.',
  'bad-route': 'Routes, matches or weights that cannot be obeyed as they are written.',
  'bad-rate-limit': 'A rate limit that cannot be obeyed as it is written.',
} as const;

export type ProblemCode = keyof typeof PROBLEM_CODES;
