import { expect, test } from 'vitest';

import { archiveOf, imagesOfPods } from './platform-images.ts';

test('images of all containers, each once, by their full names; ours are left out', () => {
  const pods = [
    {
      spec: {
        initContainers: [{ image: 'docker.io/istio/proxyv2:1.30.3' }],
        containers: [{ image: 'remla-lab/app:0.1.0-abc' }, { image: 'docker.io/istio/proxyv2:1.30.3' }],
      },
    },
    { spec: { containers: [{ image: 'jaegertracing/jaeger:2.19.0' }, { image: 'busybox' }, {}] } },
    {
      spec: {
        containers: [{ image: 'localhost:5000/a' }, { image: `quay.io/b/c@sha256:${'0'.repeat(64)}` }],
      },
    },
    {},
  ];
  expect(imagesOfPods(pods, 'remla-lab')).toEqual([
    'docker.io/istio/proxyv2:1.30.3',
    'docker.io/jaegertracing/jaeger:2.19.0',
    'docker.io/library/busybox:latest',
    'localhost:5000/a:latest',
    `quay.io/b/c@sha256:${'0'.repeat(64)}`,
  ]);
});

test('the name of an archive has no sign that a file may not have, and leads back to the image', () => {
  const archive = archiveOf('quay.io/prometheus/prometheus:v3.5.0');
  expect(archive).toBe('quay.io+prometheus+prometheus=v3.5.0.tar');
  // As playbooks/images.yml reads it.
  expect(
    archive
      .replace(/\.tar$/, '')
      .replaceAll('+', '/')
      .replaceAll('=', ':'),
  ).toBe('quay.io/prometheus/prometheus:v3.5.0');
});
