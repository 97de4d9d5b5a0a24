import { join } from 'node:path';

import { execa } from 'execa';

import { laneLab } from '../tools/labs.ts';
import { PROGRAMS } from '../tools/folders.ts';
import { LAB } from './lab.ts';

const { artifacts } = await laneLab('platform');
const KUBECTL = join(PROGRAMS, `kubernetes-${artifacts['kubernetes']?.version ?? ''}`, 'kubectl');
const HELM = join(PROGRAMS, 'helm', 'helm');
const KUBECONFIG = ['--kubeconfig', join(LAB.labState, 'kubeconfig')];

/** What kubectl prints, run on this machine with the kubeconfig that the lab left. @throws {ExecaError} */
export async function kubectl(...words: readonly string[]): Promise<string> {
  return (await execa(KUBECTL, [...KUBECONFIG, ...words])).stdout;
}

/** What the API answers to an object that asks it something: a review of a token, of a right … @throws {ExecaError} */
export async function review(request: object): Promise<unknown> {
  const words = [...KUBECONFIG, 'create', '--output', 'json', '--filename', '-'];
  return JSON.parse((await execa(KUBECTL, words, { input: JSON.stringify(request) })).stdout);
}

/** What helm prints, run like that. @throws {ExecaError} */
export async function helm(...words: readonly string[]): Promise<string> {
  return (await execa(HELM, [...KUBECONFIG, ...words])).stdout;
}
