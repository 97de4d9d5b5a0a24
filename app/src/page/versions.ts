import { isJsonObject } from './json-object.ts';

/** The versions of everything that took part in an answer. */
export type Versions = {
  readonly app: string;
  readonly release: string;
  /** Version and release, as in `0.1.0+v2`. */
  readonly modelService: string;
  /** Name and version, as in `cnn@1.0.0`. */
  readonly model: string;
  readonly libVersion: string;
};

/** Reads the `versions` member of an answer; undefined where one of them is missing. */
export function readVersions(value: unknown): Versions | undefined {
  if (!isJsonObject(value)) return undefined;
  const { app, release, modelService, model, libVersion } = value;
  if (
    typeof app !== 'string' ||
    typeof release !== 'string' ||
    typeof modelService !== 'string' ||
    typeof model !== 'string' ||
    typeof libVersion !== 'string'
  ) {
    return undefined;
  }
  return { app, release, modelService, model, libVersion };
}
