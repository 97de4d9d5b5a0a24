import type { Outcome } from './outcome.ts';
import type { Endpoint } from './upstream/endpoint-registry.ts';

/** A request that is over, for logs and metrics. Never holds more of its URL than the path. */
export interface Exchange extends Outcome {
  /** The proxy's name. */
  readonly proxy: string;
  readonly requestId: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly route: string | undefined;
  /** Istio's name of the cluster that was chosen. */
  readonly cluster: string | undefined;
  /** The host of the service that was chosen. */
  readonly service: string | undefined;
  /** Who answered, or should have. */
  readonly endpoint: Endpoint | undefined;
  readonly attempts: number;
  readonly durationMs: number;
  readonly clientAddress: string;
}
