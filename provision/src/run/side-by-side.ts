/** Works on items in order, at most `limit` of them at once; what comes back stands in the order of the items. */
export async function sideBySide<Item, Value>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Value>,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  const rest = items.entries();
  const takeOver = async () => {
    for (const [index, item] of rest) values[index] = await work(item);
  };
  // A failure is one of ours: it goes up when all have stopped, so that nothing works on unseen.
  const workers = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, takeOver));
  const failure = workers.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
  return values;
}
