import { expect, test } from 'vitest';

import { renderEnd, renderLooked } from './render.ts';
import type { Checked } from './run-checks.ts';
import { failed, notAsked, notThere, ok } from './verdict.ts';

const CHECKED: readonly Checked[] = [
  { name: 'app', verdict: ok('http://app.remla.local') },
  {
    name: 'weights',
    verdict: failed({ what: 'v2 began too often', mend: 'lab provision' }, { what: 'v1 too rarely' }),
  },
  { name: 'kiali', verdict: notAsked('lab.yml says `mesh: none`') },
  { name: 'grafana', verdict: notThere('namespace monitoring has no pod of Grafana', 'lab provision x') },
  { name: 'jaeger', verdict: notAsked('lab.yml says `mesh: none`') },
];

test('rows, and at the end what is not installed, by its reason', () => {
  const plain = { useColor: false };
  expect(`${CHECKED.map((one) => renderLooked(one, plain)).join('')}${renderEnd(CHECKED, plain)}`).toBe(
    [
      '  ok             app         http://app.remla.local',
      '  FAILED         weights     v2 began too often',
      '                             → lab provision',
      '                             v1 too rarely',
      '  not installed  kiali, jaeger',
      '                             lab.yml says `mesh: none`',
      '  not installed  grafana',
      '                             namespace monitoring has no pod of Grafana, though lab.yml asks for it',
      '                             → lab provision x',
      '',
      '1 ok, 1 failed, 3 not installed',
      '',
    ].join('\n'),
  );
});

test('in colour', () => {
  const [, weights] = CHECKED;
  if (!weights) throw new Error('nothing to render');
  expect(renderLooked(weights, { useColor: true })).toContain('\u001b[31mFAILED       \u001b[0m  weights');
  expect(renderEnd([weights], { useColor: true })).toContain('\u001b[31m0 ok, 1 failed');
});
