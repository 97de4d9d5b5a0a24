import type { Lab } from '../lab/schema.ts';
import { advice, ok, problem } from './finding.ts';
import type { Finding } from './finding.ts';

/** How `deploy.yml` will build images, given whether Docker runs here. */
export function checkImages(
  { images }: Lab,
  docker: { readonly version: string } | { readonly reason: string },
): Finding {
  const onController = 'on the controller, with buildah';
  if (images.builder === 'buildah') return ok('images', `built ${onController}, as lab.yml says`);
  if ('version' in docker) return ok('images', `built here, with Docker ${docker.version}`);
  if (images.builder === 'docker') {
    return problem(
      'images',
      `lab.yml asks for Docker, but ${docker.reason}`,
      'start or install Docker, or `images: { builder: auto }`: then the controller builds them',
    );
  }
  return advice(
    'images',
    `built ${onController}: ${docker.reason}`,
    'works, and takes longer the first time; with Docker on this computer they are built here',
  );
}
