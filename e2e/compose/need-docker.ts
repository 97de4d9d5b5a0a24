import { execa } from 'execa';

/** Before the tests: says what is missing on this machine, instead of failing obscurely in each of them. */
export async function setup(): Promise<void> {
  const engine = await execa('docker', ['info'], { reject: false });
  if (engine.failed) {
    throw new Error(
      'No Docker Engine answers `docker info`. Install and start one; `.ci/run compose` does both.',
    );
  }
  const compose = await execa('docker', ['compose', 'version', '--short'], { reject: false });
  if (compose.failed || !/^v?[2-9]/.test(compose.stdout)) {
    throw new Error(
      '`docker compose` is missing or older than v2. `.ci/run compose` builds one where none can be installed.',
    );
  }
}
