import { containerdImage } from '../../facts/containerd-image.ts';
import type { ContainerdImage } from '../../facts/containerd-image.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Diff, Prediction, Result } from '../decision.ts';
import { fullImageName } from './image-name.ts';
import { artifactFacts, fileFor } from './known-file.ts';
import { loadScript } from './load-script.ts';

/** containerd has the image of an artifact. Which name that is may hang on the architecture, so it is asked first. */
export function loadArtifact(name: string, given: string | undefined): Decision {
  return ask(artifactFacts(name), (answers) => {
    const file = fileFor(name, answers);
    if ('refused' in file) return failed(file.refused);
    const { artifact, entry } = file.known;
    const image = given ?? artifact.image;
    if (image === undefined) {
      return failed(
        `lab.yml gives ${name} no image: write it as { file: …, image: … }, or give \`image\` here`,
      );
    }
    const result = { image, url: artifact.url, version: artifact.version };
    return ask({ present: containerdImage(fullImageName(image)) }, ({ present }) => {
      if (present.kind === 'refused') return failed(noAnswer(present), result);
      const wanted = { image, present, result, isPinned: true };
      if (entry && isLoaded(present, entry.sha256)) return unchanged(wanted, entry.sha256);
      return act([{ kind: 'fetch-artifact', artifact }], predictionOf(wanted, entry?.sha256), ([fetched]) => {
        if (fetched.kind === 'refused') return failed(fetched.reason, result);
        const { sha256, path } = fetched;
        if (isLoaded(present, sha256)) return unchanged(wanted, sha256);
        return load(wanted, { path, sha256, what: artifact.file });
      });
    });
  });
}

/** containerd has the image of an archive of the user's machine. */
export function loadLocal(src: string, image: string): Decision {
  const facts = {
    local: { kind: 'local-file', path: src, folder: 'files', want: 'digest' },
    present: containerdImage(fullImageName(image)),
  } as const;
  return ask(facts, ({ local, present }) => {
    if (local.kind === 'missing') {
      return failed(`${src} is not on this machine, looked for: ${local.searched.join(', ')}`);
    }
    if (local.kind === 'folder') return failed(`${local.path} is a folder, and no archive of an image`);
    const result = { image, src: local.path };
    if (present.kind === 'refused') return failed(noAnswer(present), result);
    const wanted = { image, present, result, isPinned: false };
    const { path, sha256 } = local;
    return isLoaded(present, sha256) ? unchanged(wanted, sha256) : load(wanted, { path, sha256, what: src });
  });
}

interface Wanted {
  readonly image: string;
  readonly present: Exclude<ContainerdImage, { readonly kind: 'refused' }>;
  readonly result: Result;
  /** The kubelet is to leave it alone: what lab.yml pins could not be had again without a network. */
  readonly isPinned: boolean;
}

function noAnswer({ reason }: Extract<ContainerdImage, { readonly kind: 'refused' }>): string {
  return `containerd does not answer: ${reason}`;
}

function isLoaded(present: ContainerdImage, sha256: string): boolean {
  return present.kind === 'found' && present.archive === sha256;
}

function unchanged({ present, result }: Wanted, checksum: string): Decision {
  return done(false, { ...result, checksum, ...(present.kind === 'found' && { digest: present.digest }) });
}

interface Archive {
  readonly path: string;
  readonly sha256: string;
  readonly what: string;
}

function load(wanted: Wanted, { path, sha256, what }: Archive): Decision {
  const { image, isPinned } = wanted;
  const result = { ...wanted.result, checksum: sha256 };
  const predicted = predictionOf(wanted, sha256);
  return act([{ kind: 'send', path, sha256, what }], predicted, ([sent]) => {
    if (sent.failure !== undefined) return failed(sent.failure, result);
    const command = loadScript({ archive: sent.path, sha256, image: fullImageName(image), isPinned });
    return act(
      [{ kind: 'shell', command, programs: ['ctr'] }],
      predicted,
      ([{ exitCode, stdout, stderr }]) =>
        exitCode === 0
          ? done(true, { ...result, digest: stdout.trim() }, predicted.diff)
          : failed(`${image} could not be loaded: ${stderr.trim()}`, result),
    );
  });
}

/** Without an entry in the lock, what is there may be what the archive gave: then it is not loaded again. */
function predictionOf({ image, present, result }: Wanted, sha256: string | undefined): Prediction {
  const before = present.kind === 'missing' ? '' : `${image} ${present.digest}\n`;
  const after = `${image} from the archive ${sha256 ?? 'that its publisher has'}\n`;
  const diff: Diff = { before, after, beforeHeader: image, afterHeader: image };
  const changed = sha256 === undefined && present.kind === 'found' ? 'unknown' : true;
  return { changed, result, diff: [diff] };
}
