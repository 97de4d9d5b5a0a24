/** The part of a pod that names images. */
export interface PodImages {
  readonly spec?: {
    readonly containers?: readonly { readonly image?: string }[];
    readonly initContainers?: readonly { readonly image?: string }[];
  };
}

/**
 * The images that pods name, by the full names that containerd knows them under, each once. `without`: what stands before
 * the names of images that are left out, ours, for they are built and not pulled.
 */
export function imagesOfPods(pods: readonly PodImages[], without: string): readonly string[] {
  const named = pods.flatMap(({ spec }) => [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])]);
  const others = named.flatMap(({ image }) =>
    image === undefined || image.startsWith(`${without}/`) ? [] : [withTag(fullName(image))],
  );
  return [...new Set(others)].toSorted();
}

/** `docker.io` and `latest` are what everybody means who leaves them out. */
function fullName(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const isRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  if (isRegistry) return image;
  return rest.length > 0 ? `docker.io/${image}` : `docker.io/library/${image}`;
}

function withTag(image: string): string {
  return /[:@][^/]+$/.test(image) ? image : `${image}:latest`;
}

/** What the archive of an image is called: its name, with signs that a file's name may have everywhere. */
export function archiveOf(image: string): string {
  return `${image.replaceAll('/', '+').replaceAll(':', '=')}.tar`;
}
