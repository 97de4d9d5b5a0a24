import { stampedDigestOf } from '../../facts/stamped-digest.ts';
import { artifactFacts, fileFor } from '../artifact/known-file.ts';
import { act, ask, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { UnarchiveArgs } from './arguments.ts';
import { endEarly, endIntact, placeFacts, slotOf } from './look.ts';
import { UNKNOWN, unpack } from './unpack.ts';

/** An archive of the user's machine: sent only where it is not unpacked yet. */
export function unpackLocal(args: UnarchiveArgs, src: string): Decision {
  const facts = {
    ...placeFacts(args),
    local: { kind: 'local-file', path: src, folder: 'files', want: 'digest' },
  } as const;
  return ask(facts, (answers) => {
    const { local } = answers;
    const early = endEarly(args, answers);
    if (early) return early;
    if (local.kind === 'missing') {
      return failed(`${src} is not on this machine, looked for: ${local.searched.join(', ')}`, {
        dest: args.dest,
      });
    }
    if (local.kind === 'folder')
      return failed(`${local.path} is a folder, and no archive`, { dest: args.dest });
    const { path, sha256 } = local;
    return endIntact(args, answers, { path, sha256 }) ?? send(args, { path, sha256, what: src });
  });
}

/** An archive that lies on the machine. */
export function unpackRemote(args: UnarchiveArgs, src: string): Decision {
  return ask({ ...placeFacts(args), archive: stampedDigestOf(src) }, (answers) => {
    const early = endEarly(args, answers);
    if (early) return early;
    const { sha256 } = answers.archive;
    const intact = endIntact(args, answers, { path: src, sha256 });
    if (intact) return intact;
    return unpack(
      { args, archive: src, stamp: sha256 === undefined ? undefined : { slot: slotOf(args), sha256 } },
      src,
    );
  });
}

/** An archive that the machine fetches, in every run, as Ansible has it. */
export function unpackUrl(args: UnarchiveArgs, url: string): Decision {
  return ask(placeFacts(args), (answers) => {
    const early = endEarly(args, answers);
    if (early) return early;
    const request = {
      kind: 'machine-url',
      url,
      timeoutSeconds: 10,
      isCertificateChecked: args.validate_certs,
      isProxyUsed: true,
      isDecompressed: false,
    } as const;
    return act([request], { ...UNKNOWN, result: { dest: args.dest, src: url } }, ([output]) => {
      if (output.path === undefined) {
        return failed(`Failure downloading ${url}, ${output.message}`, { dest: args.dest });
      }
      return unpack({ args, archive: output.path, stamp: undefined }, url);
    });
  });
}

/** A file of lab.yml's `artifacts`. */
export function unpackArtifact(args: UnarchiveArgs, name: string): Decision {
  return ask({ ...placeFacts(args), ...artifactFacts(name) }, (answers) => {
    const early = endEarly(args, answers);
    if (early) return early;
    const file = fileFor(name, answers);
    if ('refused' in file) return failed(file.refused, { dest: args.dest });
    const { artifact, entry } = file.known;
    const intact = entry && endIntact(args, answers, { path: artifact.url, sha256: entry.sha256 });
    if (intact) return intact;
    const predicted = { ...UNKNOWN, result: { dest: args.dest, src: artifact.url } };
    return act([{ kind: 'fetch-artifact', artifact }], predicted, ([fetched]) => {
      if (fetched.kind === 'refused') return failed(fetched.reason, { dest: args.dest });
      const { path, sha256 } = fetched;
      const known = endIntact(args, answers, { path: artifact.url, sha256 });
      return known ?? send(args, { path, sha256, what: artifact.file, src: artifact.url });
    });
  });
}

function send(
  args: UnarchiveArgs,
  {
    path,
    sha256,
    what,
    src = path,
  }: { readonly path: string; readonly sha256: string; readonly what: string; readonly src?: string },
): Decision {
  const predicted = { ...UNKNOWN, result: { dest: args.dest, src } };
  return act([{ kind: 'send', path, sha256, what }], predicted, ([sent]) => {
    if (sent.failure !== undefined) return failed(sent.failure, { dest: args.dest, src });
    return unpack({ args, archive: sent.path, stamp: { slot: slotOf(args), sha256 } }, src);
  });
}
