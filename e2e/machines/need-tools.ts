import { DOCKER, need, SSH, VAGRANT } from '../need.ts';
import { LAB } from './lab/lab.ts';

export async function setup(): Promise<void> {
  const ansible = {
    command: [`${process.env['ANSIBLE_BIN'] ?? ''}/ansible-playbook`, '--version'],
    message: 'ANSIBLE_BIN is not the folder with ansible-playbook (e2e/machines/requirements.txt)',
  } as const;
  await need('machines', [DOCKER, VAGRANT, SSH, ansible]);
}

/** After the tests: the machines that they share are taken away. */
export async function teardown(): Promise<void> {
  await LAB.forget();
}
