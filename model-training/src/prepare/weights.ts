/** How much each row of a set counts in training, by the set's name; 1 for a set that is not in it. */
export type Weights = ReadonlyMap<string, number>;

/**
 * Weights as they are written on the command line, `SET=NUMBER`.
 *
 * @throws {RangeError} for a text of another form, a number that is not above 0, or a set that is not among the names
 */
export function parseWeights(texts: readonly string[], names: readonly string[]): Weights {
  const weights = new Map<string, number>();
  for (const text of texts) {
    const [name = '', number = '', ...rest] = text.split('=');
    const weight = Number(number);
    if (rest.length > 0 || !Number.isFinite(weight) || weight <= 0)
      throw new RangeError(`--weight ${text}: SET=NUMBER is wanted, the number above 0`);
    if (!names.includes(name))
      throw new RangeError(
        `--weight ${text}: no training set is called ${name}; there are ${names.join(', ')}`,
      );
    weights.set(name, weight);
  }
  return weights;
}
