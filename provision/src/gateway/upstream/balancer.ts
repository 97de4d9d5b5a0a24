import type { Cluster } from '../../routing/view/cluster.ts';
import { serviceOf } from '../../routing/host.ts';
import type { Clock } from '../clock.ts';
import type { Endpoint, EndpointRegistry } from './endpoint-registry.ts';
import { OutlierDetector } from './outlier-detector.ts';

/** An endpoint that was taken for a request; `release` when its request is over, with the status of its answer (503 for none). */
export interface Taken {
  readonly endpoint: Endpoint;
  release(status: number | undefined): void;
}

/** Why there is nothing to take: none is up, or all that are up were taken out for their errors. */
export type NothingToTake = 'none-up' | 'all-ejected';

/** Spreads the requests of one proxy over endpoints: the one with the fewest under way, as Istio's default does. */
export class Balancer {
  readonly #registry: EndpointRegistry;
  readonly #clock: Clock;
  #turn = 0;
  readonly #active = new Map<string, number>();
  readonly #detectors = new Map<string, OutlierDetector>();

  constructor(registry: EndpointRegistry, clock: Clock) {
    this.#registry = registry;
    this.#clock = clock;
  }

  /** Takes an endpoint of the cluster, rather none of `avoided`. */
  take(cluster: Cluster, avoided: readonly Endpoint[] = []): Taken | NothingToTake {
    const up = this.#registry.list().filter((each) => each.isUp && isOf(each, cluster));
    if (up.length === 0) return 'none-up';
    const detector = this.#detectorOf(cluster);
    const nowMs = this.#clock.now();
    const healthy = up.filter((each) => !detector?.isEjected(keyOf(each), nowMs));
    if (healthy.length === 0) return 'all-ejected';
    const fresh = healthy.filter((each) => !avoided.some((other) => keyOf(other) === keyOf(each)));
    const endpoint = this.#leastBusy(fresh.length > 0 ? fresh : healthy);
    return endpoint ? this.#taken(endpoint, { detector, size: up.length }) : 'none-up';
  }

  #taken(
    endpoint: Endpoint,
    { detector, size }: { detector: OutlierDetector | undefined; size: number },
  ): Taken {
    const key = keyOf(endpoint);
    this.#active.set(key, this.#load(endpoint) + 1);
    let isReleased = false;
    return {
      endpoint,
      release: (status) => {
        if (isReleased) return;
        isReleased = true;
        const left = this.#load(endpoint) - 1;
        if (left > 0) this.#active.set(key, left);
        else this.#active.delete(key);
        // Undefined: the client went away, which says nothing about the endpoint.
        if (status !== undefined) detector?.report(key, { status, size, nowMs: this.#clock.now() });
      },
    };
  }

  /** Among equals they take turns. */
  #leastBusy(endpoints: readonly Endpoint[]): Endpoint | undefined {
    const start = this.#turn++ % Math.max(1, endpoints.length);
    const turned = [...endpoints.slice(start), ...endpoints.slice(0, start)];
    return turned.toSorted((a, b) => this.#load(a) - this.#load(b))[0];
  }

  #load(endpoint: Endpoint): number {
    return this.#active.get(keyOf(endpoint)) ?? 0;
  }

  #detectorOf({ name, policy }: Cluster): OutlierDetector | undefined {
    if (!policy.outlierDetection) return undefined;
    const detector =
      this.#detectors.get(name) ?? new OutlierDetector(policy.outlierDetection, this.#clock.now());
    this.#detectors.set(name, detector);
    return detector;
  }
}

/** Whether an endpoint belongs to a cluster: to its service (which selects by `app`), with all labels of the subset. */
function isOf({ labels }: Endpoint, { host, labels: wanted }: Cluster): boolean {
  if (labels['app'] !== serviceOf(host)?.name) return false;
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/** What tells endpoints apart: host and port. */
export function keyOf({ host, port }: Endpoint): string {
  return `${host}:${port}`;
}
