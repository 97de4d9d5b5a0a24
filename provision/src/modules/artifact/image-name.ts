/**
 * The full name of an image, as containerd and Kubernetes have it: without a registry it is one of docker.io, and without a
 * folder there one of `library` (distribution's reference, "familiar names").
 */
export function fullImageName(name: string): string {
  const [first = '', ...rest] = name.split('/');
  const isRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  if (isRegistry) return name;
  return rest.length === 0 ? `docker.io/library/${name}` : `docker.io/${name}`;
}
