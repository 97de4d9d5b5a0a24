import type { Action, ShellAction } from '../action.ts';
import type { Fact } from '../fact.ts';
import { Secret } from '../../shell/secret.ts';
import { toCaseBytes } from './case-value.ts';

/**
 * An action as a case file writes it: its fields but for `kind`, which gives the first key its name. A command is its
 * text, bytes are `{ $text: … }`, a fact is `family key`; what is undefined is left out, functions too.
 *
 *     { shell: "chmod 0644 -- /x", input: "…", directory: …, environment: …, executable: …, programs: […] }
 *     { upload: /x, source: { $text: "…" } | { local: PATH, sha256: … } | { machine: PATH }, mode: "0644", … }
 *     { download: /x, to: … }   { machine-url: URL, … }   { cache-url: URL, … }   { cluster: PATH, method: … }
 *     { poll: family key, intervalMs: … }   { reconnect: family key, … }
 */
export function describeAction(action: Action): Readonly<Record<string, unknown>> {
  switch (action.kind) {
    case 'shell': {
      const { kind: _, command, input, ...rest } = action;
      return { shell: command.text, ...(input !== undefined && { input: inputText(input) }), ...rest };
    }
    case 'upload': {
      const { kind: _, path, source, ...rest } = action;
      return { upload: path, source: describeSource(source), ...rest };
    }
    case 'download': {
      const { kind: _, path, ...rest } = action;
      return { download: path, ...rest };
    }
    case 'machine-url': {
      const { kind, url, password, ...rest } = action;
      return { [kind]: url, ...rest, ...(password && { password: password.reveal() }) };
    }
    case 'cache-url': {
      const { kind, url, ...rest } = action;
      return { [kind]: url, ...rest };
    }
    case 'poll':
    case 'reconnect': {
      const { kind, fact } = action;
      const rest = Object.entries(action).filter(
        ([name]) => !['kind', 'fact', 'missing', 'cause'].includes(name),
      );
      const cause = 'cause' in action && action.cause ? { cause: labelOf(action.cause) } : {};
      return { [kind]: labelOf(fact), ...Object.fromEntries(rest), ...cause };
    }
    case 'cluster': {
      const { kind: _, path, ...rest } = action;
      return { cluster: path, ...rest };
    }
  }
}

/** A question as a case file writes it: its family and its key, which is JSON where it is no text. */
export function labelOf(fact: Fact): string {
  return `${familyOf(fact)} ${caseKeyOf(fact)}`;
}

/** The name under which a case file keeps the answer. */
export function familyOf(fact: Fact): string {
  return fact.kind === 'machine' ? fact.family.name : fact.kind;
}

/** The key under which a case file keeps the answer. */
export function caseKeyOf(fact: Fact): string {
  const key = fact.kind === 'machine' ? fact.key : fact.path;
  return typeof key === 'string' ? key : JSON.stringify(key);
}

function inputText(input: NonNullable<ShellAction['input']>): unknown {
  if (input instanceof Secret) return input.reveal();
  return typeof input === 'string' ? input : toCaseBytes(input);
}

function describeSource(source: Extract<Action, { kind: 'upload' }>['source']): unknown {
  switch (source.kind) {
    case 'bytes':
      return toCaseBytes(source.bytes);
    case 'local-file':
      return { local: source.path, sha256: source.sha256 };
    case 'machine-file':
      return { machine: source.path };
  }
}
