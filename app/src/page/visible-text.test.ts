import { expect, test } from 'vitest';

import { visibleText } from './visible-text.ts';

test.each([
  ['http://a.example/?q=1#x', 'http://a.example/?q=1#x'],
  ['http://bücher.example/日本', 'http://bücher.example/日本'],
  ['a\u202egnp.example', 'a⟨U+202E⟩gnp.example'],
  ['pay\u200bpal\u00ad', 'pay⟨U+200B⟩pal⟨U+00AD⟩'],
  ['a\tb\u0000', 'a⟨U+0009⟩b⟨U+0000⟩'],
  ['\u3164\ufe0f\u{e0041}', '⟨U+3164⟩⟨U+FE0F⟩⟨U+E0041⟩'],
])('%j', (text, visible) => {
  expect(visibleText(text)).toBe(visible);
});
