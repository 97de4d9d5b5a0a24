import type { Action, ShellAction } from '../action.ts';
import type { Fact } from '../fact.ts';
import { Secret } from '../../shell/secret.ts';
import { describeChange, labelOfRead } from './cluster-label.ts';
import { toCaseBytes } from './case-value.ts';

/**
 * An action as a case file writes it: its fields but for `kind`, which gives the first key its name. A command is its
 * text, bytes are `{ $text: … }`, a fact is `family key`; what is undefined is left out, functions too.
 *
 *     { shell: "chmod 0644 -- /x", input: "…", directory: …, environment: …, executable: …, programs: […], watch: family key }
 *     { upload: /x, source: { $text: "…" } | { local: PATH, sha256: … } | { machine: PATH }, mode: "0644", … }
 *     { send: /local, sha256: …, what: … }   { download: /x, to: … }   { machine-url: URL, … }   { fetch-artifact: NAME, architecture: … }
 *     { poll: family key, intervalMs: … }   { reconnect: family key, … }
 *     { cluster: [[{ apply: { the object }, manager: …, isForced: … }, { delete: v1/Pod lab/x }], …], establishedWithinMs: … }
 *     { cluster-poll: a question as cluster-label.ts writes it, intervalMs: …, timeoutMs: … }
 */
export function describeAction(action: Action): Readonly<Record<string, unknown>> {
  switch (action.kind) {
    case 'shell': {
      const { kind: _, command, input, watch, ...rest } = action;
      return {
        shell: command.text,
        ...(input !== undefined && { input: inputText(input) }),
        ...rest,
        ...(watch && { watch: labelOf(watch.fact) }),
      };
    }
    case 'upload': {
      const { kind: _, path, source, ...rest } = action;
      return { upload: path, source: describeSource(source), ...rest };
    }
    case 'send': {
      const { kind, path, ...rest } = action;
      return { [kind]: path, ...rest };
    }
    case 'download': {
      const { kind: _, path, ...rest } = action;
      return { download: path, ...rest };
    }
    case 'machine-url': {
      const { kind, url, password, ...rest } = action;
      return { [kind]: url, ...rest, ...(password && { password: password.reveal() }) };
    }
    case 'fetch-artifact': {
      const { kind, artifact } = action;
      return { [kind]: artifact.name, architecture: artifact.architecture };
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
      const { kind, access, waves, ...rest } = action;
      return { [kind]: waves.map((wave) => wave.map(describeChange)), ...access, ...rest };
    }
    case 'cluster-poll': {
      const { kind, access, read, intervalMs, timeoutMs } = action;
      return { [kind]: labelOfRead(access, read), intervalMs, timeoutMs };
    }
    case 'build-image': {
      const { kind, name, builder } = action;
      return { [kind]: name, builder };
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
  if (fact.kind === 'cluster') return labelOfRead(fact.access, fact.read);
  if (fact.kind === 'artifact' || fact.kind === 'image') return fact.name;
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
