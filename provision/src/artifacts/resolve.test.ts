import { expect, test } from 'vitest';

import { architectureNamed, resolveArtifacts } from './resolve.ts';

test('placeholders are filled in, for each architecture', () => {
  const artifacts = {
    kubernetes: {
      version: '1.2.3',
      url: 'https://x/v{version}/{arch}/{file}',
      checksum_url: '{url}.sha256',
      files: {
        kubelet: 'kubelet',
        'kube-proxy': { file: 'kube-proxy-{arch}.tar', image: 'x/kube-proxy-{arch}:v{version}' },
      },
    },
    odd: {
      version: '2',
      url: 'https://z/{version}/{file}',
      checksum_url: 'https://z/sums-{arch}.txt',
      files: { k3s: { amd64: 'k3s', arm64: 'k3s-{arch}' } },
    },
    own: {
      version: '1',
      url: 'https://y/{file}',
      checksum_url: false as const,
      files: { pause: 'pause.tar' },
    },
  };
  const shared = { version: '1.2.3', group: 'kubernetes', architecture: 'arm64' };

  expect(resolveArtifacts(artifacts, 'arm64')).toEqual([
    {
      ...shared,
      name: 'kubelet',
      file: 'kubelet',
      url: 'https://x/v1.2.3/arm64/kubelet',
      checksumUrl: 'https://x/v1.2.3/arm64/kubelet.sha256',
      image: undefined,
    },
    {
      ...shared,
      name: 'kube-proxy',
      file: 'kube-proxy-arm64.tar',
      url: 'https://x/v1.2.3/arm64/kube-proxy-arm64.tar',
      checksumUrl: 'https://x/v1.2.3/arm64/kube-proxy-arm64.tar.sha256',
      image: 'x/kube-proxy-arm64:v1.2.3',
    },
    {
      name: 'k3s',
      group: 'odd',
      version: '2',
      architecture: 'arm64',
      file: 'k3s-arm64',
      url: 'https://z/2/k3s-arm64',
      checksumUrl: 'https://z/sums-arm64.txt',
      image: undefined,
    },
    {
      name: 'pause',
      group: 'own',
      version: '1',
      architecture: 'arm64',
      file: 'pause.tar',
      url: 'https://y/pause.tar',
      checksumUrl: undefined,
      image: undefined,
    },
  ]);
});

test('architectures have several names', () => {
  expect(['x86_64', 'x64', 'amd64', 'aarch64', 'arm64', 'riscv64'].map(architectureNamed)).toEqual([
    'amd64',
    'amd64',
    'amd64',
    'arm64',
    'arm64',
    undefined,
  ]);
});
