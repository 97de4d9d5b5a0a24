import { LabError } from '../../errors.ts';

/** A service of the lab could not be started; its log says more. */
export class ServiceError extends LabError {
  readonly code = 'service-failed';
  readonly service: string;

  constructor(service: string, message: string, options: { cause?: unknown; hint?: string } = {}) {
    super(message, options);
    this.service = service;
  }
}
