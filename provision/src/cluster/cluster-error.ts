import { LabError } from '../errors.ts';

/**
 * A cluster's API cannot be asked: there is no kubeconfig, nobody answers, or it does not accept who asks. What the API
 * understood and refused is an answer, no error.
 */
export class ClusterError extends LabError {
  readonly code = 'cluster-unavailable';
  /** Nobody answered, and that may pass; false for what stays so until somebody mends it. */
  readonly mayPass: boolean;

  constructor(
    message: string,
    { mayPass = false, ...options }: { mayPass?: boolean; cause?: unknown; hint?: string } = {},
  ) {
    super(message, options);
    this.mayPass = mayPass;
  }
}
