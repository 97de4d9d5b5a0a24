import { describe, expect, it } from 'vitest';

import { createTokenizer, fitOnTexts } from './tokenizer.ts';
import { readTokenizerJson, tokenizerToJson } from './tokenizer-json.ts';

const tokenizer = fitOnTexts(createTokenizer({ oovToken: '-n-', numWords: 5 }), [
  '9:"é\\\u007f0',
  '\ud800\u{1f600}',
]);
const json = tokenizerToJson(tokenizer);

function withConfig(change: Readonly<Record<string, unknown>>): string {
  const root = JSON.parse(json) as { config: object };
  return JSON.stringify({ ...root, config: { ...root.config, ...change } });
}

describe('readTokenizerJson', () => {
  it('gives back what was written, tables in their order', () => {
    const read = readTokenizerJson(json);

    expect(read).toEqual(tokenizer);
    expect([...read.wordCounts]).toEqual([...tokenizer.wordCounts]);
    expect(fitOnTexts(read, ['ab']).wordIndex).toEqual(fitOnTexts(tokenizer, ['ab']).wordIndex);
  });

  it.each([
    ['char_level', withConfig({ char_level: false })],
    ['lower', withConfig({ lower: 1 })],
    ['oov_token', withConfig({ oov_token: 1 })],
    ['num_words', withConfig({ num_words: 'x' })],
    ['document_count', withConfig({ document_count: null })],
    ['word_index', withConfig({ word_index: { a: 1 } })],
    ['word_counts', withConfig({ word_counts: '[1]' })],
    ['word_docs["a"]', withConfig({ word_docs: '{"a": 0.5}' })],
    ['config', '{"class_name": "Tokenizer"}'],
    ['class_name', '{"class_name": "Other", "config": {}}'],
    ['tokenizer', '[]'],
  ])('names the field that is wrong: %s', (field, text) => {
    expect(() => readTokenizerJson(text)).toThrow(TypeError);
    expect(() => readTokenizerJson(text)).toThrow(`${field}: expected`);
  });

  it('refuses what is not JSON', () => {
    expect(() => readTokenizerJson('{')).toThrow(SyntaxError);
  });
});
