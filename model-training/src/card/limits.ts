/** What limits each kind of model, whatever it was trained on; by model name. */
const LIMITS: Readonly<Record<string, readonly string[]>> = {
  lr: [
    'It adds up evidence n-gram by n-gram: it does not see that a harmless word means something else beside another one, and five characters are all it sees at once.',
    'Many n-grams share a bucket; what is rare is blurred.',
  ],
  cnn: [
    'Its wide half is as linear as `lr`; the deep half sees some 19 characters at once and the rest only as a maximum and a mean over the host and over what is behind it.',
  ],
};

const LIMITS_OF_THE_TEXT: readonly string[] = [
  'Both models see the URL and nothing else: a hacked honest site, a shortened address or a fresh page on a hosting platform looks like its neighbours.',
  'Labels are noisy: feeds list pages that are cleaned already, crawls contain bad ones. A true-positive rate at 0.1 % false positives rests on few rows.',
  'Each class comes from other sources and years, so part of what is learnt is the source. On later data of other origin expect less than on the tests.',
  'Of the query only the first 24 characters count, and of the whole URL 200: what stands behind them is not seen.',
  'Padding put before the real path pushes that path out of the window and does hurt, as the table of mutations says. A homoglyph makes another host, which punycode shows.',
  'A threshold for 1 % false positives means one page in a hundred; where phishing is rare most alarms are false. It is help for a person, not a block list.',
];

/** Sentences on what a model cannot do. */
export function limitsOf(name: string): readonly string[] {
  return [...(LIMITS[name] ?? []), ...LIMITS_OF_THE_TEXT];
}
