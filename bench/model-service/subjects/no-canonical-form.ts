import { registerHooks } from 'node:module';

// For `node --import`: puts a canonical form that leaves the URL as it is in the place of lib-ml's, in this process
// and its workers, so that the service can be measured without it.
const STAND_IN = `
  export function canonicalize(text) {
    const end = text.search(/[/?#]/);
    const query = text.search(/[?#]/);
    return { text, hostEnd: end < 0 ? text.length : end, queryStart: query < 0 ? text.length : query };
  }
  export function windowOf({ text }, length = 200) {
    return text.length <= length ? text : text.slice(0, length);
  }
`;

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('/lib-ml/src/canonical/canonicalize.ts')) return nextLoad(url, context);
    return { format: 'module', source: STAND_IN, shortCircuit: true };
  },
});
