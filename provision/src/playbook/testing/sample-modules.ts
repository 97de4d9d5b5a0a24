import { z } from 'zod';

import { done } from '../../modules/decision.ts';
import type { Module } from '../../modules/module.ts';
import type { Modules } from '../modules.ts';

const CONTRACT = {
  summary: 'Stands for a module in tests.',
  returns: {},
  example: '',
  check: 'full',
  decide: () => done(false),
} as const;

const SAMPLES: Readonly<Record<string, Module>> = {
  command: {
    ...CONTRACT,
    name: 'command',
    freeForm: 'cmd',
    args: z
      .strictObject({
        cmd: z.string().optional(),
        creates: z.string().optional(),
        chdir: z.string().optional(),
      })
      .refine(({ cmd }) => cmd !== undefined, '`cmd` is missing'),
  },
  copy: {
    ...CONTRACT,
    name: 'copy',
    aliases: { name: 'dest' },
    args: z.strictObject({
      src: z.string().optional(),
      content: z.string().optional(),
      dest: z.string(),
      mode: z.string().optional(),
      force: z.boolean().optional(),
      state: z.enum(['present', 'absent']).optional(),
    }),
  },
  debug: {
    ...CONTRACT,
    name: 'debug',
    verbatim: ['var'],
    args: z.strictObject({ msg: z.unknown().optional(), var: z.string().optional() }),
  },
  template: { ...CONTRACT, name: 'template', args: z.strictObject({ src: z.string(), dest: z.string() }) },
  set_fact: { ...CONTRACT, name: 'set_fact', args: z.record(z.string(), z.unknown()) },
  setup: { ...CONTRACT, name: 'setup', args: z.strictObject({}) },
  assert: {
    ...CONTRACT,
    name: 'assert',
    conditions: ['that'],
    args: z.strictObject({ that: z.array(z.unknown()) }),
  },
  systemd: {
    ...CONTRACT,
    name: 'systemd',
    args: z.strictObject({ name: z.string(), state: z.string().optional() }),
  },
};

/** A few modules, so that tests of playbooks do not hang on those that users have. */
export const SAMPLE_MODULES: Modules = {
  names: Object.keys(SAMPLES),
  load: (name) => Promise.resolve(SAMPLES[name.replace(/^ansible\.builtin\./, '')]),
};
