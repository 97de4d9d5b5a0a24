import { fileURLToPath } from 'node:url';

import { execa } from 'execa';
import type { Result } from 'execa';

import { FOR_LATER, freePorts } from '../free-ports.ts';

/** The root of this checkout. */
export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

export interface ComposeProjectOptions {
  /** The Compose file, beside which the project is run. */
  readonly file: string;
  /** The project's name: containers and networks carry it. */
  readonly name: string;
  /** @default this checkout */
  readonly cwd?: string;
  /** Variables for the Compose file, beside APP_PORT, which is a free port. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A Compose project of a test's own. Nothing runs until `compose('up', …)`; disposing takes all of it away. */
export interface ComposeProject extends AsyncDisposable {
  /** Where the app is published. */
  readonly origin: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs `docker compose` with the project's file and name. @throws {ExecaError} when it fails */
  compose(...parameters: string[]): Promise<Result<{ all: true }>>;
  /** `docker inspect` of a service's container. */
  inspect(service: string): Promise<ContainerInspection>;
}

/** The part of `docker inspect` that the tests look at. */
export interface ContainerInspection {
  readonly Config: { readonly Image: string; readonly User: string; readonly Labels: Record<string, string> };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly CapDrop: string[];
    readonly SecurityOpt: string[];
  };
  readonly NetworkSettings: { readonly Ports: Record<string, { HostIp: string; HostPort: string }[] | null> };
  readonly State: { readonly StartedAt: string };
}

/** Prepares the project; see {@link ComposeProject}. */
export async function composeProject(options: ComposeProjectOptions): Promise<ComposeProject> {
  const { file, name, cwd = CHECKOUT } = options;
  const port = await freePorts(1, FOR_LATER);
  const env = { APP_PORT: String(port), ...options.env };
  const docker = (parameters: string[]) => execa('docker', parameters, { cwd, env, all: true });
  const compose = (...parameters: string[]) => docker(['compose', '-f', file, '-p', name, ...parameters]);
  return {
    origin: `http://127.0.0.1:${port}`,
    env,
    compose,
    async inspect(service) {
      const { stdout: id } = await compose('ps', '-q', service);
      const { stdout } = await docker(['inspect', id]);
      const [container] = JSON.parse(stdout) as [ContainerInspection];
      return container;
    },
    async [Symbol.asyncDispose]() {
      await compose('down', '--volumes', '--remove-orphans', '--rmi', 'all', '--timeout', '5');
    },
  };
}
