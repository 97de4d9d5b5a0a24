import type { LoadedLab } from '../../lab/load.ts';
import type { ObjectHead } from '../../manifests/manifest.ts';
import type { CheckName } from '../../verify/names.ts';
import type { Check } from '../../verify/run-checks.ts';

/** A running lab, and how it is looked at. */
export interface Place {
  /** E.g. `the lab of npm start, http://localhost:8080`. */
  readonly title: string;
  readonly checks: readonly Check[];
  /** Shows what is waited for. */
  readonly onWaiting: (names: readonly CheckName[]) => void;
  /** Ends the connections that were kept open. */
  readonly close: () => void;
}

/** What is known before it is known where the lab runs. */
export interface PlaceSources {
  readonly lab: LoadedLab;
  /** What kubernetes/ says of a cluster like that of lab.yml. */
  readonly objects: readonly ObjectHead[];
  readonly stateFolder: string;
}
