import type { Lab } from '../../lab/schema.ts';
import { NoAnswerError, send } from '../../traffic/send.ts';
import type { Target } from '../../traffic/send.ts';
import { visit } from '../../traffic/visitor.ts';
import { judged } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';

/** How the app is asked. */
export interface AppOptions {
  readonly target: Target;
  readonly lab: Pick<Lab, 'releases' | 'routing'>;
  /** Whether a header chooses the release: not without a mesh. */
  readonly isRouted: boolean;
  /** Headers of a client that nobody else is, so that its bucket is full. */
  readonly client: Readonly<Record<string, string>>;
  /** What to do where nobody answers at all. */
  readonly mend: string;
  /** The command that shows more of a release. */
  readonly lookAt: (release: string) => string;
}

/** Whether the page answers, and each release gives a verdict. */
export async function checkApp(options: AppOptions): Promise<Verdict> {
  const { target, lab, isRouted, client, mend } = options;
  const place = `http://${target.authority ?? `${target.host}:${target.port}`}`;
  try {
    const page = await send(target, { method: 'GET', path: '/', headers: client });
    const isPage = page.status === 200 && page.headers['content-type']?.startsWith('text/html') === true;
    const asked = isRouted ? Object.keys(lab.releases) : [undefined];
    const answers = await Promise.all(asked.map((release) => causesOf(release, options)));
    const causes: readonly Cause[] = [
      ...(isPage ? [] : [{ what: `the page at ${place} answers ${page.status}, no HTML`, mend }]),
      ...answers.flat(),
    ];
    const releases = isRouted ? `, ${asked.join(' and ')} give verdicts` : ', and gives verdicts';
    return judged(causes, `${place}${releases}`);
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    return judged([{ what: error.message, mend }], '');
  }
}

/** Asks for a verdict of one release, of any where none is named. */
async function causesOf(
  release: string | undefined,
  { target, lab, client, lookAt }: AppOptions,
): Promise<readonly Cause[]> {
  const header = lab.routing.version_header;
  const headers = { ...client, ...(release !== undefined && { [header]: release }) };
  const [sighting] = (await visit(target, { requests: 1, wish: 'verdict', headers })).sightings;
  if (sighting?.app === undefined) {
    const who = release === undefined ? 'the app' : `release ${release}`;
    const what = `${who} gives no verdict: it answers ${sighting?.status ?? 'nothing'}`;
    return [{ what, mend: lookAt(release ?? '') }];
  }
  if (release === undefined || sighting.app === release) return [];
  const what = `the header ${header}: ${release} leads to release ${sighting.app}`;
  return [
    {
      what,
      mend: 'the routes of the VirtualService app decide this: kubernetes/app/app-virtual-service.yml',
    },
  ];
}
