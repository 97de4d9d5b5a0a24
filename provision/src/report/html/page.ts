import type { RunRecord } from '../record.ts';
import { Markup, markup } from './markup.ts';
import { STYLE } from './style.ts';
import { figures, longestTasks, recapTable } from './summary.ts';
import { taskList } from './task-list.ts';
import { timeline } from './timeline.ts';

const WORDS = { ok: 'ok', failed: 'failed', unreachable: 'unreachable', interrupted: 'interrupted' } as const;
const LEGEND = ['ok', 'changed', 'failed', 'unreachable', 'skipped', 'unknown'] as const;

/** The page of a run: one file, which needs no network and runs no script. */
export function reportPage(record: RunRecord): string {
  const title = `${record.playbooks.join(', ')}: ${statusWord(record)}`;
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        ${head(record)}
        <main>
          <h2>Machines</h2>
          <div class="scroll">${recapTable(record)}</div>
          ${notes(record)}
          <h2>Timeline</h2>
          ${timeline(record)}
          <p class="legend">
            ${LEGEND.map(legendEntry)}
          </p>
          <h2>Where the time went</h2>
          ${longestTasks(record)}
          <h2>Tasks</h2>
          ${filter()} ${taskList(record)}
          <footer>lab ${record.version}</footer>
        </main>
      </body>
    </html> `;
  return page.text;
}

function legendEntry(status: string): Markup {
  const mark = markup`<svg width="11" height="11" aria-hidden="true"><rect class="bar ${status}" width="11" height="11" rx="2" /></svg>`;
  return markup`<span>${mark}${status}</span> `;
}

function head(record: RunRecord): Markup {
  const begun = new Date(record.startedMs).toISOString().replace('T', ' ').slice(0, 19);
  const check = record.isCheck ? ' · check mode: nothing was changed' : '';
  return markup`<header>
    <h1>
      ${record.playbooks.join(', ')} <span class="badge ${statusWord(record)}">${statusWord(record)}</span>
    </h1>
    <p class="sub">${begun} UTC${check}</p>
    ${figures(record)}
  </header>`;
}

function statusWord({ status }: RunRecord): string {
  return status === undefined ? 'interrupted' : WORDS[status];
}

function notes({ notes: texts, left }: RunRecord): Markup | undefined {
  const all = [...texts, ...left.map((text) => `was under way: ${text}`)];
  if (all.length === 0) return undefined;
  return markup`<h2>Notes</h2>
    <ul>
      ${all.map((text) => markup`<li>${text}</li>`)}
    </ul>`;
}

function filter(): Markup {
  const choice = (id: string, text: string, isChosen: boolean) =>
    markup`<label><input type="radio" name="filter" id="${id}"${isChosen && markup` checked`} /> ${text}</label> `;
  const choices = [
    choice('all-tasks', 'all tasks', true),
    choice('only-changed', 'what changed or failed', false),
    choice('only-failed', 'what failed', false),
  ];
  return markup`<fieldset class="filter"><legend>Show</legend>${choices}</fieldset>`;
}
