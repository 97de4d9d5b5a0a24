/** What visitors ask the app for: pages, verdicts, votes; neither probes nor scrapes, which would water down every ratio. */
export const VISITED = 'route=~"/|/predict|/api/v1/predict|/agree|/disagree"';

/** What asks for a verdict. */
export const JUDGED = 'route=~"/predict|/api/v1/predict"';

/** The releases that the reader has chosen. */
export const CHOSEN = 'release=~"$release"';

/** Series of the app's chosen releases; further matchers follow. */
export function app(metric: string, ...matchers: readonly string[]): string {
  return select(metric, 'job="app"', CHOSEN, ...matchers);
}

/** Series of model-service's chosen releases; further matchers follow. */
export function modelService(metric: string, ...matchers: readonly string[]): string {
  return select(metric, 'job="model-service"', CHOSEN, ...matchers);
}

/** Requests as the ingress gateway, or the local one, counted them. It knows the releases as `destination_version`. */
export function gateway(metric: string, ...matchers: readonly string[]): string {
  return select(metric, 'reporter="source"', 'source_app="istio-ingressgateway"', ...matchers);
}

/** `metric{matcher, matcher}`. */
export function select(metric: string, ...matchers: readonly string[]): string {
  return matchers.length === 0 ? metric : `${metric}{${matchers.join(', ')}}`;
}
