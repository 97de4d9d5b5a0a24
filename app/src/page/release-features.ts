/** What a release of the page shows. Every difference between the releases in the browser hangs on one of these. */
export type ReleaseFeatures = {
  /** A bar with the probability and the threshold on it. */
  readonly hasProbabilityBar: boolean;
  /** Which parts of the address drove the verdict; asks the service for an explanation. */
  readonly hasExplanation: boolean;
  /** The versions of everything that answered. */
  readonly hasVersionBadge: boolean;
};

/** The features of the release that the server wrote into the page; an unknown one is shown as the plain v1. */
export function featuresOf(release: string | undefined): ReleaseFeatures {
  const isSecond = release === 'v2';
  return { hasProbabilityBar: isSecond, hasExplanation: isSecond, hasVersionBadge: isSecond };
}
