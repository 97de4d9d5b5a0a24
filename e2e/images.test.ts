import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const SERVICES = ['app', 'model-service'] as const;

const ComposeFile = z.object({ services: z.record(z.enum(SERVICES), z.object({ image: z.string() })) });
const Package = z.object({ version: z.string() });
const Lock = z.object({ packages: z.object({ 'node_modules/node': Package }) });

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const dockerfiles = SERVICES.map((service) => ({ service, text: read(`${service}/Dockerfile`) }));

test.each(SERVICES)('%s: the released image has the version of the workspace', (service) => {
  const { services } = ComposeFile.parse(parse(read('docker-compose.yml')));
  const { version } = Package.parse(JSON.parse(read(`${service}/package.json`)));
  const variable = `${service.toUpperCase().replace('-', '_')}_VERSION`;
  expect(services[service].image).toBe(
    `\${IMAGE_REGISTRY:-localhost}/remla-lab-${service}:\${${variable}:-${version}}`,
  );
});

test.each(dockerfiles)('$service: the image runs the Node that we develop on', ({ text }) => {
  const lock = Lock.parse(JSON.parse(read('package-lock.json')));
  const named = [...text.matchAll(/^ARG NODE_VERSION=(.+)$/gm)].map((match) => match[1]);
  expect(named).toEqual([lock.packages['node_modules/node'].version]);
});

test.each(dockerfiles)('$service: every workspace that it needs is in the image', ({ service, text }) => {
  const needed = new Set<string>([service]);
  for (const workspace of needed) {
    const { dependencies = {} } = JSON.parse(read(`${workspace}/package.json`)) as {
      dependencies?: Record<string, string>;
    };
    for (const name of Object.keys(dependencies)) {
      if (name.startsWith('@remla-lab/')) needed.add(name.replace('@remla-lab/', ''));
    }
  }
  const manifests = [...text.matchAll(/^COPY ([\w-]+)\/package\.json \1\/$/gm)].map((match) => match[1]);
  const sources = [...text.matchAll(/^COPY ([\w-]+) \1$/gm)].map((match) => match[1]);
  expect(new Set(manifests)).toEqual(needed);
  expect(new Set(sources)).toEqual(needed);
});
