import { resolve } from 'node:path';

import { cachedPath, partialPath, sha256OfFile, sightOf } from './cache.ts';
import { claimFile } from './claim.ts';
import { LocalDigests } from './local-digests.ts';
import { readLock } from './lock-file.ts';
import type { Lock, LockEntry } from './lock-file.ts';
import { resolveArtifacts } from './resolve.ts';
import type { Architecture, Artifact } from './resolve.ts';
import type { ArtifactSettings } from './settings.ts';
import type { Watch } from './watch.ts';

/** What is known of an artifact without reading it. */
export interface KnownArtifact {
  readonly artifact: Artifact;
  readonly entry: LockEntry | undefined;
  /** Where it lies in the cache; undefined where it is not, or has another size than the lock says. */
  readonly path: string | undefined;
}

/** What a fetch came to. */
export type Fetched =
  | {
      readonly kind: 'cached';
      readonly path: string;
      readonly sha256: string;
      readonly sizeBytes: number;
      /** Whether it came from its publisher just now. */
      readonly isFetched: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** The artifacts of a lab: what is known of them, and their way into the cache. One for a run; nothing has to be closed. */
export class ArtifactStore {
  readonly settings: ArtifactSettings;
  /** Of files of this computer that are no artifacts, remembered in the same cache. */
  readonly localDigests: LocalDigests;
  readonly #underWay = new Map<string, Promise<Fetched>>();
  /** Files that were read and add up, by path, as they looked then. */
  readonly #verified = new Map<string, string>();

  constructor(settings: ArtifactSettings) {
    this.settings = settings;
    this.localDigests = new LocalDigests(settings.cacheFolder);
  }

  /** All artifacts for an architecture, in lab.yml's order. @throws {FileError} for a lock that cannot be read */
  async known(architecture: Architecture): Promise<readonly KnownArtifact[]> {
    const { artifacts, lockFile } = this.settings;
    const lock = await readLock(lockFile);
    return Promise.all(resolveArtifacts(artifacts, architecture).map((each) => this.#look(each, lock)));
  }

  /**
   * Sees to it that an artifact is in the cache, and right: what is there is read and compared with the lock, what is not is
   * fetched. Whoever asks for what is being fetched already waits for that.
   * @throws {FileError} for a lock or cache that cannot be read or written @throws the signal's reason when that aborts
   */
  async fetch(artifact: Artifact, watch: Watch): Promise<Fetched> {
    for (;;) {
      watch.signal.throwIfAborted();
      const other = this.#underWay.get(artifact.url);
      if (!other) return this.#begin(artifact, watch);
      watch.onWaiting(`${artifact.file} is being fetched for another machine`);
      const fetched = await other.catch(() => undefined);
      // Where that was interrupted, it is our turn.
      if (fetched) return fetched;
    }
  }

  /**
   * How a file of the cache differs from what the lock says; undefined where it does not. It is read once for a run, unless it
   * changes meanwhile. @throws {Error} when it cannot be read @throws the signal's reason when that aborts
   */
  async damageOf(path: string, { sha256 }: LockEntry, signal: AbortSignal): Promise<string | undefined> {
    const sight = (await sightOf(path))?.sight;
    if (sight !== undefined && this.#verified.get(path) === sight) return undefined;
    const actual = await sha256OfFile(path, signal);
    if (actual !== sha256) return `${path} is damaged: its SHA-256 is ${actual}`;
    if (sight !== undefined) this.#verified.set(path, sight);
    return undefined;
  }

  async #look(artifact: Artifact, lock: Lock): Promise<KnownArtifact> {
    const entry = Object.hasOwn(lock, artifact.url) ? lock[artifact.url] : undefined;
    if (!entry) return { artifact, entry, path: undefined };
    const path = cachedPath(this.settings.cacheFolder, entry.sha256, artifact.file);
    const isThere = (await sightOf(path))?.sizeBytes === entry.size;
    return { artifact, entry, path: isThere ? path : undefined };
  }

  async #begin(artifact: Artifact, watch: Watch): Promise<Fetched> {
    const fetching = this.#claimAndFetch(artifact, watch);
    this.#underWay.set(artifact.url, fetching);
    try {
      return await fetching;
    } finally {
      this.#underWay.delete(artifact.url);
    }
  }

  async #claimAndFetch(artifact: Artifact, watch: Watch): Promise<Fetched> {
    const { settings } = this;
    const { cacheFolder, clock, lockFile } = settings;
    await using _ = await claimFile(resolve(partialPath(cacheFolder, artifact.url)), {
      clock,
      signal: watch.signal,
      onWaiting: () => watch.onWaiting(`another process fetches ${artifact.file}`),
    });
    const { entry, path } = await this.#look(artifact, await readLock(lockFile));
    const damage = entry && path !== undefined ? await this.damageOf(path, entry, watch.signal) : undefined;
    if (entry && path !== undefined && damage === undefined) {
      return { kind: 'cached', path, sha256: entry.sha256, sizeBytes: entry.size, isFetched: false };
    }
    if (damage !== undefined) watch.onWaiting(`${damage}; it is fetched again`);
    // HTTP is loaded where something has to be fetched: most runs find all they need in the cache.
    const { bringArtifact } = await import('./bring.ts');
    const brought = await bringArtifact(artifact, entry, { settings, watch });
    if (brought.kind === 'refused') {
      return { kind: 'refused', reason: [damage, brought.reason].filter(Boolean).join('; ') };
    }
    const { sha256, size: sizeBytes } = brought.entry;
    this.#verified.set(brought.path, (await sightOf(brought.path))?.sight ?? '');
    return { kind: 'cached', path: brought.path, sha256, sizeBytes, isFetched: true };
  }
}
