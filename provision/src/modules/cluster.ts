/** Which cluster is meant, and as whom. */
export interface ClusterAccess {
  /** A kubeconfig on the user's machine. @default `<provision.state_folder>/kubeconfig` */
  readonly kubeconfig?: string | undefined;
  /** One of its contexts. @default the one that it calls current */
  readonly context?: string | undefined;
}

/** An object of Kubernetes; the rest is its kind's own. */
export interface ClusterObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMetadata;
  readonly [field: string]: unknown;
}

export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly [field: string]: unknown;
}

/** The name of an object. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  /** Passed over for a kind that lies in none. @default the context's */
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** What can be asked of a cluster's API. Nothing of it changes anything there. */
export type ClusterRead =
  | { readonly read: 'object'; readonly of: ObjectRef }
  | ListRead
  /** What a change would come to, as the API server itself says: nothing of it is kept. */
  | { readonly read: 'dry-run'; readonly of: ClusterChange }
  /** The last lines that a container wrote. */
  | LogRead
  /** Everything that was applied as members of a set. */
  | MembersRead
  /** Several at the same time. */
  | { readonly read: 'all'; readonly of: readonly ClusterRead[] };

export interface ListRead {
  readonly read: 'list';
  readonly apiVersion: string;
  readonly kind: string;
  /** Undefined: all of them. */
  readonly namespace?: string | undefined;
  /** As kubectl's `-l`. */
  readonly labels?: string | undefined;
  /** As kubectl's `--field-selector`. */
  readonly fields?: string | undefined;
}

export interface LogRead {
  readonly read: 'log';
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Of the run before, where a container was started again. */
  readonly isPrevious: boolean;
  readonly lines: number;
}

/**
 * The members of a set. `parent` says in an annotation which kinds it has: what is not served any more has no members,
 * and so has a set without a parent.
 */
export interface MembersRead {
  readonly read: 'members';
  readonly parent: ObjectRef;
  /** Kinds with their group, e.g. `Deployment.apps`, split by commas. */
  readonly kindsAnnotation: string;
  /** As kubectl's `-l`. */
  readonly labels: string;
}

/** What can be changed through a cluster's API. */
export type ClusterChange =
  /** Server-side apply, under strict field validation. */
  | {
      readonly change: 'apply';
      readonly object: ClusterObject;
      /** Where the object itself names none and its kind lies in one. */
      readonly namespace?: string | undefined;
      /** Who the fields belong to afterwards. */
      readonly manager: string;
      /** Takes over fields of other managers. */
      readonly isForced: boolean;
    }
  | {
      readonly change: 'patch';
      readonly of: ObjectRef;
      readonly type: PatchType;
      readonly patch: unknown;
      readonly manager: string;
    }
  | {
      readonly change: 'delete';
      readonly of: ObjectRef;
      /** DeleteOptions of the API. */
      readonly options?: Readonly<Record<string, unknown>>;
    };

export type PatchType = 'json' | 'merge' | 'strategic-merge';

/** What the API answered. */
export type ClusterAnswer =
  | { readonly kind: 'object'; readonly object: ClusterObject }
  | { readonly kind: 'list'; readonly items: readonly ClusterObject[] }
  | { readonly kind: 'text'; readonly text: string }
  /** There is no such object; of what would be made or changed: there is no such namespace. */
  | { readonly kind: 'missing' }
  /** The API does not serve this kind: the CustomResourceDefinition is not there. */
  | { readonly kind: 'unserved'; readonly message: string }
  | ClusterRefusal
  | { readonly kind: 'all'; readonly answers: readonly ClusterAnswer[] };

/** The API understood, and says no. */
export interface ClusterRefusal {
  readonly kind: 'refused';
  /** Of HTTP. */
  readonly status: number;
  /** The API's own word: Conflict, Forbidden, Invalid … */
  readonly reason: string;
  readonly message: string;
  /** What is wrong field by field; with a conflict, who owns each. */
  readonly causes: readonly { readonly field: string | undefined; readonly message: string }[];
}

/**
 * Changes what a cluster holds, through its API. The changes of one wave are made side by side, and a wave in which one
 * was refused is the last.
 */
export interface ClusterAction {
  readonly kind: 'cluster';
  readonly access: ClusterAccess;
  readonly waves: readonly (readonly ClusterChange[])[];
  /** How long a CustomResourceDefinition that was applied may take until it is established. */
  readonly establishedWithinMs: number;
}

/** What a list of changes came to: an answer each, in their order; undefined for those that were not tried any more. */
export interface ClusterOutput {
  readonly answers: readonly (ClusterAnswer | undefined)[];
}

/** Asks a cluster's API again and again until the answer is good, or can no longer become so. */
export interface ClusterPollAction {
  readonly kind: 'cluster-poll';
  readonly access: ClusterAccess;
  readonly read: ClusterRead;
  /** undefined: good; else what is still missing, which progress and the time-out show. */
  missing(answer: ClusterAnswer): string | undefined;
  /** Why waiting on is in vain, after having waited so long; undefined where it may still become good. */
  hopeless?(answer: ClusterAnswer, elapsedMs: number): string | undefined;
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

/** What a wait for a cluster came to. `missing` is undefined when all is good. */
export interface ClusterPollOutput {
  /** Undefined where the API never answered. */
  readonly answer: ClusterAnswer | undefined;
  readonly missing: string | undefined;
  /** It was given up before its time: `missing` says why. */
  readonly isHopeless: boolean;
  readonly elapsedMs: number;
}
