/** The order of scores, ascending; indices. */
export function ascendingOrder(scores: Float64Array): Uint32Array {
  return Uint32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!);
}

/** Ranks from 1 on; equal scores share the mean of their ranks. */
export function rank(scores: Float64Array): Float64Array {
  const order = ascendingOrder(scores);
  const ranks = new Float64Array(scores.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end += 1;
    // mean of start + 1 … end
    for (let index = start; index < end; index += 1) ranks[order[index]!] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}
