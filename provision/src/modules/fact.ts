import type { Architecture } from '../artifacts/resolve.ts';
import type { KnownArtifact } from '../artifacts/store.ts';
import type { Command } from '../shell/command.ts';
import type { ClusterAccess, ClusterAnswer, ClusterRead } from './cluster.ts';
import type { ImageFact, ImageState } from './image-state.ts';

/**
 * One kind of question to a machine: how to ask about many things in one script, how to read the answers.
 * A value is made once, in facts/, and used by every module that asks the same.
 */
export interface FactFamily<Key, Value> {
  /** Unique; part of what an answer is kept under. */
  readonly name: string;
  /** Programs that the script needs on the machine; a missing one is an error that names it. */
  readonly programs: readonly string[];
  /**
   * `settled`: only an action changes it (files, packages, users, units at rest, kernel settings), so it may be asked
   * ahead of its task. `fresh`: asked when its task runs (processes, network, cluster, time).
   */
  readonly steadiness: 'settled' | 'fresh';
  /** Looks at all keys; its standard output is read by `parse`. Exits with 0 also where there is nothing to see. */
  script(keys: readonly Key[]): Command;
  /** The answers, in the order of the keys. @throws {FactError} for output that is not understood */
  parse(stdout: Buffer, keys: readonly Key[]): readonly Value[];
}

/** A question to the machine about one thing. `key` is plain data: its JSON tells two questions apart. */
export interface MachineFact<Value = unknown> {
  readonly kind: 'machine';
  readonly family: FactFamily<unknown, Value>;
  readonly key: unknown;
}

/** A file or folder on the user's machine, found as Ansible finds it: see `ModuleContext.search`. */
export interface LocalFileFact {
  readonly kind: 'local-file';
  /** As written in the playbook. */
  readonly path: string;
  /** The subfolder beside the playbook that is looked in first: `files` or `templates`. */
  readonly folder: 'files' | 'templates';
  /**
   * content: the bytes as well (text that is rendered, small files); digest: size, mode and SHA-256; tree: every file
   * below a folder; contents: the bytes of a file, or of every file below a folder.
   */
  readonly want: 'content' | 'digest' | 'tree' | 'contents';
  /** It is where something is to be put: below the playbook's folder, looked for nowhere else. @default false */
  readonly isDestination?: boolean;
  /** In a tree: symbolic links count as what they point to. @default true */
  readonly isLinkFollowed?: boolean;
}

/** What is on the user's machine under a path. */
export type LocalFile =
  | { readonly kind: 'missing'; readonly searched: readonly string[] }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly sizeBytes: number;
      /** Permission bits, e.g. 0o644. */
      readonly mode: number;
      readonly sha256: string;
      /** What Ansible calls the checksum of a file. */
      readonly sha1?: string;
      /** There where `want` is content or contents. */
      readonly content?: Buffer;
    }
  | {
      readonly kind: 'folder';
      readonly path: string;
      /** There where `want` is tree or contents: by path below the folder, sorted; folders among them. */
      readonly entries?: readonly LocalEntry[];
    };

export interface LocalEntry {
  /** Below the folder, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  readonly mode: number;
  /** There where it is a link that is not followed, as it is written. */
  readonly target?: string;
  readonly sha256?: string;
  readonly sizeBytes?: number;
  /** There where `want` is contents and it is a file. */
  readonly content?: Buffer;
}

/** A question to a cluster's API, asked from the user's machine. Its answer is always fresh. */
export interface ClusterFact {
  readonly kind: 'cluster';
  readonly access: ClusterAccess;
  readonly read: ClusterRead;
}

/** What is known of an artifact of lab.yml, by its short name: nothing is fetched, and no content read. */
export interface ArtifactFact {
  readonly kind: 'artifact';
  readonly name: string;
}

/** Of each architecture its own file; `names` are those that there are. */
export type ArtifactAnswer =
  | { readonly kind: 'unknown'; readonly names: readonly string[] }
  | { readonly kind: 'known'; readonly files: Readonly<Record<Architecture, KnownArtifact>> };

/** What a module may ask. */
export type Fact<Value = unknown> =
  MachineFact<Value> | LocalFileFact | ClusterFact | ArtifactFact | ImageFact;

/** The type of a fact's answer; undefined for a question that was left out. */
export type AnswerOf<F> =
  F extends MachineFact<infer Value>
    ? Value
    : F extends LocalFileFact
      ? LocalFile
      : F extends ClusterFact
        ? ClusterAnswer
        : F extends ArtifactFact
          ? ArtifactAnswer
          : F extends ImageFact
            ? ImageState
            : F extends undefined
              ? undefined
              : unknown;

/** A question of a family about one key. */
export function about<Key, Value>(family: FactFamily<Key, Value>, key: Key): MachineFact<Value> {
  return { kind: 'machine', family, key };
}
