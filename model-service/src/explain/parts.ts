import type { CanonicalUrl } from '@remla-lab/lib-ml';

/** What a part of a canonical URL is. `host` stands for addresses and single names, which have no domain. */
export type PartKind = 'subdomain' | 'domain' | 'host' | 'port' | 'path' | 'query';

/** A part of the canonical text, `text.slice(start, end)`, and what the text is without it and its separator. */
export interface Part {
  readonly kind: PartKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly without: string;
}

/** More labels or segments than this are taken together, so that an explanation stays a handful of runs. */
const MOST_SUBDOMAINS = 6;
const MOST_SEGMENTS = 8;

/** Second-level names under country domains below which people register: a short list, good enough to show a reader. */
const SHARED_SUFFIX = /^(?:ac|co|com|edu|gob|gov|go|net|ne|or|org)\.[a-z]{2}$/;
const ADDRESS = /^(?:\[.*\]|[\d.]+)$/;

/** The parts of a canonical URL, in order: labels, registrable domain (as far as a short list knows), segments, query. */
export function partsOf({ text, hostEnd, queryStart }: CanonicalUrl): readonly Part[] {
  const part = (kind: PartKind, start: number, end: number, cut: readonly [number, number]): Part => ({
    kind,
    text: text.slice(start, end),
    start,
    end,
    without: text.slice(0, cut[0]) + text.slice(cut[1]),
  });
  const pathStart = hostEnd + (text[hostEnd] === '/' ? 1 : 0);
  const segments = spans(text, '/', pathStart, queryStart, MOST_SEGMENTS).filter(
    ([start, end]) => end > start,
  );
  return [
    ...hostParts(text, hostEnd, part),
    ...segments.map(([start, end]) => part('path', start, end, [Math.max(0, start - 1), end])),
    ...(queryStart < text.length ? [part('query', queryStart, text.length, [queryStart, text.length])] : []),
  ];
}

type MakePart = (kind: PartKind, start: number, end: number, cut: readonly [number, number]) => Part;

function hostParts(text: string, hostEnd: number, part: MakePart): readonly Part[] {
  if (hostEnd === 0) return [];
  const nameEnd = hostEnd - (/:\d+$/.exec(text.slice(0, hostEnd))?.[0].length ?? 0);
  const port = nameEnd < hostEnd ? [part('port', nameEnd + 1, hostEnd, [nameEnd, hostEnd])] : [];
  const name = text.slice(0, nameEnd);
  const labels = name.split('.');
  if (ADDRESS.test(name) || labels.length < 2) return [part('host', 0, nameEnd, [0, nameEnd]), ...port];
  const domainLabels = SHARED_SUFFIX.test(labels.slice(-2).join('.')) ? 3 : 2;
  const domainStart = nameEnd - labels.slice(-domainLabels).join('.').length;
  const subdomains = spans(text, '.', 0, Math.max(0, domainStart - 1), MOST_SUBDOMAINS);
  return [
    ...subdomains.map(([start, end]) => part('subdomain', start, end, [start, end + 1])),
    part('domain', domainStart, nameEnd, [Math.max(0, domainStart - 1), nameEnd]),
    ...port,
  ];
}

/** The pieces of `text` between `from` and `to`; the last of at most `most` holds what is left. */
function spans(text: string, separator: string, from: number, to: number, most: number): [number, number][] {
  const found: [number, number][] = [];
  let start = from;
  while (start < to) {
    const next = found.length === most - 1 ? -1 : text.indexOf(separator, start);
    const end = next < 0 || next > to ? to : next;
    found.push([start, end]);
    start = end + 1;
  }
  return found;
}
