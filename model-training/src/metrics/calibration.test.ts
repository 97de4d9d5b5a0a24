import { expect, test } from 'vitest';

import { seededRandom } from '../rows/random.ts';
import { expectedCalibrationError, fitTemperature } from './calibration.ts';

test('probabilities that say what happens have no error, others the mean distance', () => {
  const labels = Uint8Array.from([1, 0, 1, 0]);
  expect(expectedCalibrationError({ labels, scores: Float64Array.from([0.5, 0.5, 0.5, 0.5]) })).toBeCloseTo(
    0,
    12,
  );
  expect(expectedCalibrationError({ labels, scores: Float64Array.from([0.9, 0.9, 0.9, 0.9]) })).toBeCloseTo(
    0.4,
    12,
  );
  expect(expectedCalibrationError({ labels, scores: Float64Array.from([1, 0, 1, 0]) })).toBe(0);
});

test('finds the temperature that logits were multiplied with', () => {
  const random = seededRandom(7);
  const truth = Float64Array.from({ length: 20_000 }, () => (random() - 0.5) * 8);
  const labels = Uint8Array.from(truth, (logit) => (random() < 1 / (1 + Math.exp(-logit)) ? 1 : 0));
  const temperature = fitTemperature({ labels, scores: truth.map((logit) => logit * 2.5) });
  expect(temperature).toBeGreaterThan(2.3);
  expect(temperature).toBeLessThan(2.7);
});
