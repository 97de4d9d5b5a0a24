import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { TEMPLATE_HELPERS } from '../expression/helpers.ts';
import { plainText } from '../expression/plain-text.ts';
import { renderTemplate } from '../expression/render.ts';
import { parseTemplate } from '../expression/template.ts';
import type { Lab } from '../lab/schema.ts';
import { withImages } from './image-of.ts';
import { imageReference } from './reference.ts';
import { makeCheckout } from './testing/checkout.ts';

const LAB = { namespace: 'lab', images: { registry: 'remla-lab', builder: 'auto' } } as unknown as Lab;

function rendered(text: string, root: string) {
  const { template } = parseTemplate({ file: 't.hbs', text });
  if (!template) throw new Error('no template');
  const { text: made, problems } = renderTemplate(template, withImages(LAB, root), {
    helpers: TEMPLATE_HELPERS,
    write: plainText,
  });
  return { made, problems: problems.map(({ code, file }) => `${file} ${code}`) };
}

test('a template names an image of the checkout', async () => {
  await using checkout = await makeCheckout();
  const { reference } = imageReference(checkout.root, 'app', 'remla-lab');
  expect(rendered('{{image_of.app}}', checkout.root)).toEqual({ made: reference, problems: [] });
});

test('what no template names is not read', async () => {
  await using checkout = await makeCheckout();
  await rm(join(checkout.root, 'app'), { recursive: true });
  expect(rendered('{{namespace}}', checkout.root)).toEqual({ made: 'lab', problems: [] });
  expect(rendered('{{image_of.app}}', checkout.root).problems).toEqual(['app/Dockerfile file-unreadable']);
});
