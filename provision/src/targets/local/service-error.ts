import { LabError } from '../../errors.ts';

/** A service of the lab could not be started; its log says more. */
export class ServiceError extends LabError {
  readonly code = 'service-failed';
  readonly service: string;
  /** It ended by itself: then what it wrote last may say why. */
  readonly hasEnded: boolean;

  constructor(
    service: string,
    message: string,
    options: { readonly hasEnded: boolean; readonly cause?: unknown; readonly hint?: string },
  ) {
    super(message, options);
    this.service = service;
    this.hasEnded = options.hasEnded;
  }
}
