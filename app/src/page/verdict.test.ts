import { expect, test } from 'vitest';

import { readVerdict } from './verdict.ts';

const VERSIONS = {
  app: '0.1.0',
  release: 'v2',
  modelService: '0.1.0+v2',
  model: 'cnn@1.0.0',
  libVersion: '0.1.0',
};
const BODY = {
  label: 'phishing',
  probability: 0.9,
  threshold: 0.8,
  model: 'cnn',
  version: '1.0.0',
  versions: VERSIONS,
};

test('an answer, and what it has beyond this page', () => {
  expect(readVerdict({ ...BODY, more: 1 })).toEqual({
    label: 'phishing',
    probability: 0.9,
    threshold: 0.8,
    versions: VERSIONS,
    explanation: undefined,
  });
});

test.each([
  [undefined],
  [null],
  ['phishing'],
  [[]],
  [{ ...BODY, label: 'maybe' }],
  [{ ...BODY, probability: 1.1 }],
  [{ ...BODY, probability: Number.NaN }],
  [{ ...BODY, threshold: '0.8' }],
  [{ ...BODY, versions: undefined }],
  [{ ...BODY, versions: { ...VERSIONS, model: 1 } }],
])('no answer: %j', (body) => {
  expect(readVerdict(body)).toBeUndefined();
});
