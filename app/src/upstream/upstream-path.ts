/** The paths of model-service that the app calls. */
export const UPSTREAM_PATHS = ['/api/v1/predict', '/agree', '/disagree'] as const;
/** One of them. */
export type UpstreamPath = (typeof UPSTREAM_PATHS)[number];
