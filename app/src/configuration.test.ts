import { ConfigurationError, readConfiguration } from '@remla-lab/service-kit';
import { expect, test } from 'vitest';

import { AppConfiguration } from './configuration.ts';

test('nothing has to be set', () => {
  expect(readConfiguration(AppConfiguration, {})).toEqual({
    HOST: '0.0.0.0',
    LOG_LEVEL: 'info',
    DRAIN_DELAY_SECONDS: 0,
    DRAIN_IDLE_SECONDS: 2,
    DRAIN_TIMEOUT_SECONDS: 20,
    PORT: 5001,
    MODEL_SERVICE_URL: new URL('http://127.0.0.1:5000'),
    APP_RELEASE: 'v1',
    REQUEST_TIMEOUT_MS: 5000,
  });
});

test('everything can be', () => {
  const env = {
    PORT: '5000',
    MODEL_SERVICE_URL: 'https://models.example/base/',
    APP_RELEASE: 'v2',
    REQUEST_TIMEOUT_MS: '250',
  };

  expect(readConfiguration(AppConfiguration, env)).toMatchObject({
    PORT: 5000,
    MODEL_SERVICE_URL: new URL('https://models.example/base/'),
    APP_RELEASE: 'v2',
    REQUEST_TIMEOUT_MS: 250,
  });
});

test.each([
  ['MODEL_SERVICE_URL', 'model-service:5000'],
  ['MODEL_SERVICE_URL', 'ftp://a.example'],
  ['MODEL_SERVICE_URL', 'http://me:secret@a.example'],
  ['MODEL_SERVICE_URL', 'http://a.example/?x'],
  ['APP_RELEASE', 'v3'],
  ['REQUEST_TIMEOUT_MS', '0'],
  ['PORT', 'tcp://10.0.0.1:5000'],
])('%s=%s is refused by name', (name, given) => {
  const read = (): unknown => readConfiguration(AppConfiguration, { [name]: given });

  expect(read).toThrow(ConfigurationError);
  expect(read).toThrow(name);
});
