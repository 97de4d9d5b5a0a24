/** Compares two versions as dpkg does (deb-version(7)): negative, 0 or positive. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)];
  return a.epoch - b.epoch || comparePart(a.upstream, b.upstream) || comparePart(a.revision, b.revision);
}

function partsOf(version: string): { epoch: number; upstream: string; revision: string } {
  const colon = version.indexOf(':');
  const rest = version.slice(colon + 1);
  const dash = rest.lastIndexOf('-');
  return {
    epoch: colon === -1 ? 0 : Number(version.slice(0, colon)),
    upstream: dash === -1 ? rest : rest.slice(0, dash),
    revision: dash === -1 ? '' : rest.slice(dash + 1),
  };
}

/** Text and numbers take turns, text first. */
function comparePart(one: string, other: string): number {
  const [a, b] = [one.match(/\D+|\d+/g) ?? [], other.match(/\D+|\d+/g) ?? []].map((pieces) =>
    /^\d/.test(pieces[0] ?? '') ? ['', ...pieces] : pieces,
  );
  for (let index = 0; index < Math.max(a?.length ?? 0, b?.length ?? 0); index += 1) {
    const [left, right] = [a?.[index] ?? '', b?.[index] ?? ''];
    const difference = index % 2 === 0 ? compareText(left, right) : Number(left) - Number(right);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `~` stands before everything, even the end; letters stand before what is no letter. */
function compareText(one: string, other: string): number {
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const difference = weight(one[index]) - weight(other[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function weight(character: string | undefined): number {
  if (character === undefined) return 0;
  if (character === '~') return -1;
  const code = character.codePointAt(0) ?? 0;
  return /[A-Za-z]/.test(character) ? code : code + 256;
}
