import type { Visit } from './visitor.ts';

/** How many sessions a release got, and how many it should get. */
export interface Share {
  readonly release: string;
  readonly sessions: number;
  readonly observedPercent: number;
  readonly configuredPercent: number;
  /** Where the observed share lies in 95 of 100 honest runs. */
  readonly likelyPercent: { readonly from: number; readonly to: number };
  readonly isHeld: boolean;
}

/** A count out of a whole. */
export interface Count {
  readonly held: number;
  readonly of: number;
}

/** What became of the sessions. */
export interface Findings {
  readonly sessions: number;
  readonly requests: number;
  readonly split: readonly Share[];
  /** Requests that were answered with 200 by a release. */
  readonly answered: Count;
  /** Sessions that saw one release only. */
  readonly sticky: Count;
  /** Answers whose app and model-service are of one release; of those that name both. */
  readonly paired: Count;
  /** Votes that were taken; of those that were cast. */
  readonly voted: Count;
}

/** 95 % of a normal distribution. */
const LIKELY = 1.96;
/** Beyond this lies one honest run in 16,000: the split is then not what is configured. */
const IMPOSSIBLE = 4;

/** Counts what the visits saw against the configured split (percent by release). */
export function findingsOf(visits: readonly Visit[], configured: ReadonlyMap<string, number>): Findings {
  const sightings = visits.flatMap((each) => each.sightings);
  const answered = sightings.filter(({ status, app }) => status === 200 && app !== undefined);
  const complete = answered.filter(({ modelService }) => modelService !== undefined);
  const firsts = visits.map(({ sightings: [first] }) => first?.app);
  const releases = new Set([...configured.keys(), ...firsts.filter((release) => release !== undefined)]);
  const votes = visits.flatMap(({ isVoteTaken }) => isVoteTaken ?? []);
  return {
    sessions: visits.length,
    requests: sightings.length,
    split: [...releases].map((release) =>
      shareOf(
        release,
        { sessions: firsts.filter((each) => each === release).length, of: visits.length },
        configured,
      ),
    ),
    answered: { held: answered.length, of: sightings.length },
    sticky: {
      held: visits.filter((each) => new Set(each.sightings.map(({ app }) => app)).size === 1).length,
      of: visits.length,
    },
    paired: {
      held: complete.filter(({ app, modelService }) => app === modelService).length,
      of: complete.length,
    },
    voted: { held: votes.filter(Boolean).length, of: votes.length },
  };
}

/** Whether all of it is as it is configured. */
export function isAllHeld({ split, answered, sticky, paired, voted }: Findings): boolean {
  return (
    split.every(({ isHeld }) => isHeld) &&
    [answered, sticky, paired, voted].every(({ held, of }) => held === of)
  );
}

function shareOf(
  release: string,
  { sessions, of }: { readonly sessions: number; readonly of: number },
  configured: ReadonlyMap<string, number>,
): Share {
  const share = (configured.get(release) ?? 0) / 100;
  // The standard deviation of a share among so many independent draws (binomial distribution).
  const deviation = Math.sqrt((share * (1 - share)) / of);
  const observed = sessions / of;
  return {
    release,
    sessions,
    observedPercent: observed * 100,
    configuredPercent: share * 100,
    likelyPercent: {
      from: Math.max(0, share - LIKELY * deviation) * 100,
      to: Math.min(1, share + LIKELY * deviation) * 100,
    },
    // Half a session of tolerance, for shares of which only whole sessions exist.
    isHeld: Math.abs(observed - share) <= IMPOSSIBLE * deviation + 0.5 / of,
  };
}
