/** Whether an object is as it shall be. */
export type Verdict =
  | { readonly kind: 'ready' }
  /** What is still missing, e.g. `1 of 2 pods are updated`. */
  | { readonly kind: 'waiting'; readonly text: string }
  /** Why it will never be; where it may have been mended already, that is certain only after a while. */
  | { readonly kind: 'hopeless'; readonly text: string; readonly afterMs: number };

/**
 * A kubelet or controller may take so long to notice that an image was loaded, or a policy loosened, since it failed;
 * and a Deployment so long to take back what it said of its last roll-out.
 */
export const UNNOTICED_MS = 30_000;

export const READY: Verdict = { kind: 'ready' };

export function waiting(text: string): Verdict {
  return { kind: 'waiting', text };
}

export function hopeless(text: string, afterMs = 0): Verdict {
  return { kind: 'hopeless', text, afterMs };
}
