import type { DashboardSpec } from '../dashboard.ts';
import { releaseVariable } from '../variables.ts';
import { classes } from './classes.ts';
import { feedback } from './feedback.ts';
import { scores } from './scores.ts';
import { served } from './served.ts';
import { stages } from './stages.ts';

/** What the models say, how sure they are, how long they think, and what people think of it. */
export function model(): DashboardSpec {
  return {
    name: 'model',
    title: 'Model',
    description:
      'The classifier of each release: which one is served, its verdicts, the probabilities behind them, the stages of a prediction, and what visitors voted.',
    variables: [releaseVariable()],
    sections: [served(), classes(), scores(), stages(), feedback()],
  };
}
