/** A version as conditions compare it: `version("v1.36.4+k3s1")`. */
export class Version {
  readonly text: string;
  readonly numbers: readonly number[];
  /** Parts of a pre-release (`rc1`), which comes before the release; empty for a release. */
  readonly preRelease: readonly string[];
  /** Parts behind `+`. Other than in semver.org's order they count: k3s numbers its own builds there. */
  readonly build: readonly string[];

  constructor(text: string, parts: Pick<Version, 'numbers' | 'preRelease' | 'build'>) {
    this.text = text;
    this.numbers = parts.numbers;
    this.preRelease = parts.preRelease;
    this.build = parts.build;
  }
}

/** Reads a version: numbers with dots, an optional `v` before, `-pre.release` and `+build` behind; else undefined. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+(?:\.\d+)*)(?:[-~]([\w.-]+))?(?:\+([\w.-]+))?$/i.exec(text.trim());
  if (!match) return undefined;
  const [, numbers = '', preRelease = '', build = ''] = match;
  const parts = { numbers: numbers.split('.').map(Number), preRelease: runs(preRelease), build: runs(build) };
  return new Version(text, parts);
}

/** Below, at or above 0, as `a` is older than, the same as or newer than `b`. `1.2` is `1.2.0`. */
export function compareVersions(a: Version, b: Version): number {
  const length = Math.max(a.numbers.length, b.numbers.length);
  for (let index = 0; index < length; index++) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  const isRelease = Number(a.preRelease.length === 0) - Number(b.preRelease.length === 0);
  return isRelease || compareParts(a.preRelease, b.preRelease) || compareParts(a.build, b.build);
}

/** `k3s10` as `k3s`, `10`, so that it comes behind `k3s9`. */
function runs(text: string): readonly string[] {
  return text.match(/\d+|[a-z]+/gi) ?? [];
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const areNumbers = /^\d+$/.test(left) && /^\d+$/.test(right);
    const difference = areNumbers
      ? Number(left) - Number(right)
      : Number(left > right) - Number(left < right);
    if (difference !== 0) return difference;
  }
  return 0;
}
