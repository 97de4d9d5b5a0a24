import { vagrantLab } from '../../vagrant-lab.ts';

/** The lab of this lane. */
export const LAB = vagrantLab({ file: 'e2e/lab.machines.yml', folder: '.lab/ci', prefix: 'remla-ci' });
