import type { CommandOptions } from '../../command-line/commands.ts';
import { withoutImages } from '../../images/image-of.ts';
import type { ManifestSet } from '../../manifests/render.ts';
import { parseRouting } from '../../routing/parse-routing.ts';
import { sourceFiles } from '../../source/read.ts';
import { findPrometheus, prometheusProblems } from '../../targets/local/prometheus/find-program.ts';
import { modelProblems } from '../../targets/local/models.ts';
import { seededRandom } from '../../targets/local/random.ts';
import { runLab } from '../../targets/local/run-lab.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { loadLabOf } from '../load-lab.ts';
import { loadManifests } from '../load-manifests.ts';

/** The lab on this machine: check everything, then run it until it is stopped. */
export async function upLocal(options: CommandOptions<'up'>, context: CommandContext): Promise<Outcome> {
  const files = sourceFiles(context.currentDirectory);
  const { loaded, problems: labProblems } = await loadLabOf(context, files, options.lab);
  const values = loaded && withoutImages(loaded.lab);
  const set = await loadManifests(context, files, { values, directory: options.manifests });
  const routing = parseRouting(set.files, loaded ? { workloads: workloadsOf(loaded.lab.releases) } : {});
  const problems = [
    ...labProblems,
    ...set.problems,
    // A set that could not be read in full lacks objects: what refers to them is not wrong for that.
    ...(set.problems.length === 0 && loaded ? set.translate(routing.problems) : []),
    ...(loaded ? await modelProblems(loaded, context.root) : []),
    ...(loaded ? await prometheusProblems(loaded) : []),
  ];
  if (!loaded || problems.length > 0) return { status: 'bad-files', problems, textOf: files.textOf };
  const program = await findPrometheus(loaded.lab.local.prometheus, context.environment['PATH'] ?? '');
  const ended = await runLab(
    {
      lab: loaded.lab,
      table: routing.table,
      prometheus: program === undefined ? undefined : { program, rules: await rulesOf(set) },
      host: options.host ?? loaded.lab.local.host,
      port: options.port ?? loaded.lab.local.port,
      random: options.seed === undefined ? Math.random : seededRandom(options.seed),
    },
    context,
  );
  return { status: ended === 'stopped' ? 'done' : 'interrupted' };
}

/** Read only where somebody obeys them. */
async function rulesOf({ manifests }: ManifestSet): Promise<string> {
  const { rulesFile } = await import('../../targets/local/prometheus/rules-file.ts');
  return rulesFile(manifests.map(({ object }) => object));
}

/** The labels of what will run, so that a subset which selects none of it is found. */
function workloadsOf(releases: Readonly<Record<string, unknown>>) {
  return Object.keys(releases).flatMap((version) =>
    ['app', 'model-service'].map((app) => ({ app, version })),
  );
}
