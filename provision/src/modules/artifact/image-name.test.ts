import { expect, test } from 'vitest';

import { fullImageName } from './image-name.ts';

test.each([
  ['registry.k8s.io/pause:3.10', 'registry.k8s.io/pause:3.10'],
  ['localhost/app:1', 'localhost/app:1'],
  ['registry:5000/app:1', 'registry:5000/app:1'],
  ['remla-lab/app:0.1.0-abc', 'docker.io/remla-lab/app:0.1.0-abc'],
  ['busybox:1', 'docker.io/library/busybox:1'],
  ['docker.io/library/busybox:1', 'docker.io/library/busybox:1'],
])('%s', (name, full) => {
  expect(fullImageName(name)).toBe(full);
});
