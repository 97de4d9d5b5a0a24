import type { Output } from '../../commands/command.ts';
import { describeExit } from './supervise.ts';
import type { ServiceEvent } from './supervise.ts';
import type { ServicePlan } from './services.ts';

/** One line for what happened to a service after the lab had opened; undefined where there is nothing to say. */
export function eventText({ name }: Pick<ServicePlan, 'name'>, event: ServiceEvent): string | undefined {
  switch (event.kind) {
    case 'ready':
      return event.isRestart
        ? `${name} is back after ${seconds(event.durationMs)} s (process ${event.pid ?? '?'})`
        : undefined;
    case 'not-ready':
      return `${name} runs, but is not ready: ${event.reason}`;
    case 'ended':
      return `${name} ${describeExit(event.exit)}: starting it again ${whenText(event.delayMs)}`;
  }
}

/** Shows how far the start has come, on one line that is replaced, and in plain lines where there is no terminal. */
export function showProgress(output: Output, names: readonly string[]): (name: string) => void {
  const waiting = new Set(names);
  const show = () => {
    const done = names.length - waiting.size;
    output.progress(
      waiting.size === 0
        ? undefined
        : `starting ${[...waiting].join(', ')} (${done} of ${names.length} ready)`,
    );
  };
  if (!output.isTerminal) output.note(`starting ${names.join(', ')}\n`);
  show();
  return (name) => {
    waiting.delete(name);
    show();
  };
}

function whenText(delayMs: number): string {
  return delayMs === 0 ? 'at once' : `in ${seconds(delayMs)} s`;
}

function seconds(durationMs: number): string {
  return String(Math.round(durationMs / 10) / 100);
}
