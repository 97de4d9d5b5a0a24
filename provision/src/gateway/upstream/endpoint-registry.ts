import type { Labels } from '../../routing/schema/object-meta.ts';

/** Where an instance of a service listens, and what it is: `app` (the service) and `version` (the release). */
export interface Endpoint {
  readonly labels: Labels;
  readonly host: string;
  readonly port: number;
  /** False while it starts, drains or is dead. */
  readonly isUp: boolean;
}

/** The instances there are, kept up to date by whoever starts and stops them; for as long as the lab runs. */
export class EndpointRegistry {
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #listeners = new Set<() => void>();

  /** All endpoints, in the order in which they came. */
  list(): readonly Endpoint[] {
    return [...this.#endpoints.values()];
  }

  /** Adds an endpoint under a name of the caller's, or puts it in the place of the one of that name. */
  set(name: string, endpoint: Endpoint): void {
    this.#endpoints.set(name, endpoint);
    this.#notify();
  }

  /** Takes an endpoint away. */
  remove(name: string): void {
    if (this.#endpoints.delete(name)) this.#notify();
  }

  /** Calls back after every change, until what comes back is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
