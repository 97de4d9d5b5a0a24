import type { Path } from '../source/document.ts';
import {
  at,
  isMap,
  readBoolean,
  readCondition,
  readNumber,
  readTemplate,
  readText,
  readVariables,
  readWords,
  refuseKind,
} from './reader.ts';
import type { Reader } from './reader.ts';
import type { Settings } from './task.ts';

/** What goes down from a play to its blocks and from a block to its tasks. */
export interface Inherited {
  readonly settings: Settings;
  readonly tags: readonly string[];
}

/** Above every play: nothing is set. */
export const NO_SETTINGS: Inherited = {
  settings: {
    become: undefined,
    becomeUser: undefined,
    environment: [],
    vars: [],
    when: [],
    ignoreErrors: undefined,
    ignoreUnreachable: undefined,
    anyErrorsFatal: undefined,
    noLog: undefined,
    checkMode: undefined,
    diff: undefined,
    timeout: undefined,
    delegateTo: undefined,
    runOnce: undefined,
    throttle: undefined,
  },
  tags: [],
};

/** The settings of a map (a play, a block, a task) over those that it inherits. */
export function readSettings(reader: Reader, path: Path, above: Inherited): Inherited {
  const { settings } = above;
  const key = (name: string): Path => [...path, name];
  const environment = readEnvironment(reader, key('environment'));
  const vars = readVariables(reader, key('vars'));
  const when = readCondition(reader, key('when'));
  const tags = readTags(reader, key('tags'));
  return {
    settings: {
      become: readBoolean(reader, key('become')) ?? settings.become,
      becomeUser: readText(reader, key('become_user')) ?? settings.becomeUser,
      environment: [...settings.environment, ...environment],
      vars: vars.size > 0 ? [...settings.vars, vars] : settings.vars,
      when: when ? [...settings.when, when] : settings.when,
      ignoreErrors: readBoolean(reader, key('ignore_errors')) ?? settings.ignoreErrors,
      ignoreUnreachable: readBoolean(reader, key('ignore_unreachable')) ?? settings.ignoreUnreachable,
      anyErrorsFatal: readBoolean(reader, key('any_errors_fatal')) ?? settings.anyErrorsFatal,
      noLog: readBoolean(reader, key('no_log')) ?? settings.noLog,
      checkMode: readBoolean(reader, key('check_mode')) ?? settings.checkMode,
      diff: readBoolean(reader, key('diff')) ?? settings.diff,
      timeout: readNumber(reader, key('timeout')) ?? settings.timeout,
      delegateTo: readText(reader, key('delegate_to')) ?? settings.delegateTo,
      runOnce: readBoolean(reader, key('run_once')) ?? settings.runOnce,
      throttle: readNumber(reader, key('throttle')) ?? settings.throttle,
    },
    tags: [...new Set([...above.tags, ...tags])],
  };
}

/** Tags: text with commas, or a list. */
function readTags(reader: Reader, path: Path): readonly string[] {
  return readWords(reader, path, { isSplit: true, why: 'tags are chosen before anything runs' });
}

/** A map, a template that gives one, or a list of them of which later ones win. */
function readEnvironment(reader: Reader, path: Path) {
  const value = at(reader, path);
  const paths = Array.isArray(value) ? value.map((_item, index) => [...path, index]) : [path];
  return paths.flatMap((each) => {
    const item = at(reader, each);
    if (item === undefined) return [];
    if (!isMap(item) && !(typeof item === 'string' && item.includes('{{'))) {
      refuseKind(reader, each, 'a map of environment variables');
      return [];
    }
    const read = readTemplate(reader, each);
    return read ? [read] : [];
  });
}
