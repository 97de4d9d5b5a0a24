import { createTokenizer, type Tokenizer } from './tokenizer.ts';

/** What Keras writes for `filters`; without meaning when `char_level` is true. */
const KERAS_FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n';

/**
 * `tokenizer.to_json()`: the text that `keras_preprocessing.text.tokenizer_from_json` reads. As in
 * Keras, the tables are JSON texts inside of the JSON. (Keras writes word_docs and index_docs in an order that
 * changes from run to run; here it is the order of first appearance.)
 */
export function tokenizerToJson(tokenizer: Tokenizer): string {
  const { wordCounts, wordDocs, wordIndex } = tokenizer;
  const indexDocs = Array.from(wordDocs, ([word, count]) => [String(wordIndex.get(word)), count] as const);
  const indexWord = Array.from(wordIndex, ([word, index]) => [String(index), word] as const);
  const config: readonly (readonly [string, unknown])[] = [
    ['num_words', tokenizer.numWords],
    ['filters', KERAS_FILTERS],
    ['lower', tokenizer.lower],
    ['split', ' '],
    ['char_level', true],
    ['oov_token', tokenizer.oovToken],
    ['document_count', tokenizer.documentCount],
    ['word_counts', pythonJson([...wordCounts])],
    ['word_docs', pythonJson([...wordDocs])],
    ['index_docs', pythonJson(indexDocs)],
    ['index_word', pythonJson(indexWord)],
    ['word_index', pythonJson([...wordIndex])],
  ];
  return `{"class_name": "Tokenizer", "config": ${pythonJson(config)}}`;
}

/** An object as Python's `json.dumps` writes it: in the order given, with blanks, and ASCII alone. */
function pythonJson(entries: readonly (readonly [string, unknown])[]): string {
  const members = entries.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{${members.join(', ')}}`.replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Reads what `to_json()` of Keras (or `tokenizerToJson`) wrote.
 *
 * @throws {SyntaxError} for text that is not JSON.
 * @throws {TypeError} naming the field, when it is not a character-level tokenizer's.
 */
export function readTokenizerJson(json: string): Tokenizer {
  const root = recordOf(JSON.parse(json), 'tokenizer');
  if (root['class_name'] !== 'Tokenizer') throw wrong('class_name', '"Tokenizer"', root['class_name']);
  const config = recordOf(root['config'], 'config');
  if (config['char_level'] !== true) throw wrong('char_level', 'true', config['char_level']);
  const { lower, oov_token: oovToken, num_words: numWords, document_count: documentCount } = config;
  if (typeof lower !== 'boolean') throw wrong('lower', 'a boolean', lower);
  if (oovToken !== null && typeof oovToken !== 'string') throw wrong('oov_token', 'a text or null', oovToken);
  if (numWords !== null && typeof numWords !== 'number')
    throw wrong('num_words', 'a number or null', numWords);
  if (typeof documentCount !== 'number') throw wrong('document_count', 'a number', documentCount);
  return {
    ...createTokenizer({ lower, oovToken, numWords }),
    documentCount,
    wordCounts: tableOf(config, 'word_counts'),
    wordDocs: tableOf(config, 'word_docs'),
    wordIndex: tableOf(config, 'word_index'),
  };
}

/** A table in the order in which it is written: parsed objects would have "0" … "9" first. */
function tableOf(config: Readonly<Record<string, unknown>>, field: string): Map<string, number> {
  const json = config[field];
  if (typeof json !== 'string') throw wrong(field, 'a table as JSON text', json);
  const parsed = recordOf(JSON.parse(json), field);
  const table = new Map<string, number>();
  for (const [, key = ''] of json.matchAll(/("(?:[^"\\]|\\.)*")\s*:/g)) {
    const word: unknown = JSON.parse(key);
    const count = parsed[String(word)];
    if (!Number.isInteger(count)) throw wrong(`${field}[${key}]`, 'a whole number', count);
    table.set(String(word), Number(count));
  }
  return table;
}

function recordOf(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(field, 'an object', value);
  return value as Record<string, unknown>;
}

function wrong(field: string, expected: string, given: unknown): TypeError {
  return new TypeError(`${field}: expected ${expected}, got ${JSON.stringify(given) ?? 'nothing'}`);
}
