import { ask, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { LocalFile } from '../fact.ts';
import type { ModuleContext } from '../module.ts';
import { decideAbsent } from './absent.ts';
import type { K8sArgs } from './arguments.ts';
import { definitionFacts, readDefinitions } from './definitions.ts';
import { decidePatched } from './patched.ts';
import { decidePresent } from './present.ts';

/** Reads the objects, then does with them what `state` says. */
export function decideK8s(args: K8sArgs, context: ModuleContext): Decision {
  const facts = definitionFacts(args);
  if (facts.length === 0) return withObjects(args, [], context);
  const named = Object.fromEntries(facts.map((fact, index) => [`file${index}`, fact]));
  return ask(named, (answers) => {
    const files = facts.flatMap((_, index) => answers[`file${index}`] ?? []);
    return withObjects(args, files, context);
  });
}

function withObjects(args: K8sArgs, files: readonly LocalFile[], context: ModuleContext): Decision {
  const read = readDefinitions(args, files, context);
  if ('refused' in read) return failed(read.refused);
  switch (args.state) {
    case 'present':
      return decidePresent(args, read.objects, context);
    case 'absent':
      return decideAbsent(args, read.objects);
    case 'patched':
      return decidePatched(args, read.objects);
  }
}
