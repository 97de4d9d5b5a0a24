import { Scalar, isMap, isScalar, visit } from 'yaml';
import type { Document } from 'yaml';

/**
 * Puts the text that was written in the place of what YAML made of it: of `{{ x }}` without quotes, which it reads as a
 * map, and of `!x`, which it reads as a tag. The problems are reported by then; this only keeps others from following.
 */
export function readAsWritten(document: Document.Parsed, text: string): void {
  const written = (start: number, end: number) => {
    const scalar = new Scalar(text.slice(start, end).trim());
    scalar.range = [start, end, end];
    return scalar;
  };
  visit(document, {
    Map(_key, node) {
      const { range } = node;
      if (!range || text.slice(range[0], range[0] + 2) !== '{{' || !isMap(node.items[0]?.key))
        return undefined;
      return written(range[0], range[1]);
    },
    Scalar(_key, node) {
      if (!isScalar(node) || node.tag === undefined || !node.range) return undefined;
      if (node.tag.startsWith('tag:yaml.org,2002:')) return undefined;
      // The range of a node begins behind its tag.
      return written(Math.max(text.lastIndexOf('!', node.range[0]), 0), node.range[1]);
    },
  });
}
