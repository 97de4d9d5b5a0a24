import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { readLab } from '../../lab/load.ts';
import type { Lab } from '../../lab/schema.ts';
import { renderYaml } from '../../manifests/render-yaml.ts';
import type { RenderedYaml } from '../../manifests/render-yaml.ts';
import { mergeSources } from '../../source/merge.ts';
import { parseYaml } from '../../source/yaml.ts';
import type { SourceDocument } from '../../source/document.ts';

const ROOT = new URL('../../../../', import.meta.url);
const VALUES = 'playbooks/platform/values';

/** The template of a chart's values, for tests. */
export function valuesTemplate(chart: string): { readonly file: string; readonly text: string } {
  const file = `${VALUES}/${chart}.yml.hbs`;
  return { file, text: readFileSync(new URL(file, ROOT), 'utf8') };
}

/** Every lab that makes a difference for the values: of both distributions, with and without Prometheus. */
export const LABS: readonly (readonly [name: string, overlay: string])[] = [
  ['k3s', 'cluster: { distribution: k3s }\nmesh: istio\nmonitoring: true\n'],
  ['kubeadm', 'cluster: { distribution: kubeadm }\nmesh: istio\nmonitoring: true\n'],
  ['without Prometheus', 'mesh: istio\nmonitoring: false\n'],
  ['without Istio', 'mesh: none\nmonitoring: true\n'],
];

/** lab.yml with an overlay. */
export function labWith(overlay: string): Lab {
  const path = fileURLToPath(new URL('lab.yml', ROOT));
  const source = mergeSources(document('lab.yml', readFileSync(path, 'utf8')), document('my.yml', overlay));
  const { loaded, problems } = readLab(source);
  if (!loaded) throw new Error(JSON.stringify(problems));
  return loaded.lab;
}

/** A template of values, rendered as a play does it. @throws {Error} where it has problems */
export function renderedValues(
  template: { readonly file: string; readonly text: string },
  lab: Lab,
): RenderedYaml {
  const rendered = renderYaml(template, {
    ...lab,
    controller: 'controller',
    controller_address: '192.168.56.110',
  });
  if ('problems' in rendered) throw new Error(JSON.stringify(rendered.problems));
  return rendered;
}

function document(file: string, text: string): SourceDocument {
  const { document: read, problems } = parseYaml({ file, text });
  if (!read) throw new Error(JSON.stringify(problems));
  return read;
}
