import type { Versions } from '../versions.ts';
import { elementById } from './element.ts';

/** Fills the badge with the versions of everything that answered. */
export function showVersions({ app, release, modelService, model, libVersion }: Versions): void {
  show('version-app', `${app}+${release}`);
  show('version-model-service', modelService);
  show('version-model', model);
  show('version-lib-version', libVersion);
}

function show(id: string, version: string): void {
  const value = elementById(id, HTMLElement);
  value.textContent = version;
  value.parentElement?.removeAttribute('hidden');
}
