import { beforeEach, describe, expect, test } from 'vitest';

import type { Entry } from './history.ts';
import { featuresOf } from './release-features.ts';
import { startSession } from './session.ts';
import type { Vote } from './vote.ts';

const VERSIONS = {
  app: '0.1.0',
  release: 'v2',
  modelService: '0.1.0+v2',
  model: 'cnn@1.0.0',
  libVersion: '0.1.0',
};
const PHISHING = { label: 'phishing', probability: 0.9, threshold: 0.8, versions: VERSIONS };
const URL_TYPED = 'http://a.example';

/** What the page did, in order: `verdict http://a.example`, `announce …`. */
let log: string[];
/** What was sent: path and body. */
let sent: { readonly path: unknown; readonly body: unknown }[];
let replies: (() => Promise<Response>)[];
let stored: readonly Entry[];
let submit: (typed: string) => void;
let vote: (vote: Vote) => void;
let clear: () => void;

const noted =
  (what: string) =>
  (...details: readonly unknown[]): void =>
    void log.push(
      [what, ...details.map((detail) => (typeof detail === 'string' ? detail : ''))].join(' ').trim(),
    );

function start(release: 'v1' | 'v2', history: readonly Entry[] = []): void {
  startSession({
    features: featuresOf(release),
    surroundings: {
      now: () => 1000 + log.length,
      fetch: async (path, init) => {
        sent.push({ path, body: JSON.parse(typeof init?.body === 'string' ? init.body : 'null') as unknown });
        const reply = replies.shift();
        if (reply === undefined) throw new TypeError('Failed to fetch');
        return await reply();
      },
    },
    storage: {
      load: () => history,
      save: (entries) => {
        stored = entries;
      },
    },
    form: {
      onSubmit: (listener) => {
        submit = listener;
      },
      showError: noted('field error'),
      showAllowance: noted('allowance'),
      setBusy: (isBusy) => noted(isBusy ? 'busy' : 'idle')(),
      focus: noted('focus'),
    },
    verdict: { show: noted('verdict'), hide: noted('hide verdict') },
    feedback: {
      onVote: (listener) => {
        vote = listener;
      },
      reset: noted('reset votes'),
      showTaken: noted('taken'),
      showFailure: noted('vote failed'),
    },
    notice: { show: ({ title }) => (noted('notice')(title), title), hide: noted('hide notice') },
    history: {
      show: (entries) => noted(`history of ${entries.length}`)(),
      onClear: (listener) => {
        clear = listener;
      },
    },
    showVersions: noted('versions'),
    announce: noted('announce'),
  });
}

const json =
  (body: unknown, status = 200, headers = {}) =>
  async () =>
    new Response(JSON.stringify(body), { status, headers });

/** Lets everything happen that waits for nothing but promises. */
async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

beforeEach(() => {
  log = [];
  sent = [];
  replies = [];
  stored = [];
});

describe('a check', () => {
  test('shows the verdict, keeps it, says it', async () => {
    start('v1');
    replies = [json(PHISHING, 200, { 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': '19' })];
    submit(` ${URL_TYPED} `);
    await settled();

    expect(sent).toEqual([{ path: '/api/v1/predict', body: { url: URL_TYPED } }]);
    expect(log).toEqual([
      'history of 0',
      'field error',
      'busy',
      'hide notice',
      'announce Checking…',
      'idle',
      'allowance 19 of 20 requests left for now.',
      `verdict ${URL_TYPED}`,
      'reset votes',
      'history of 1',
      'announce Looks like phishing. Probability of phishing: 90.0%.',
    ]);
    expect(stored).toMatchObject([{ url: URL_TYPED, label: 'phishing', probability: 0.9 }]);
  });

  test('of v2 asks for an explanation and shows the versions', async () => {
    start('v2');
    replies = [json(PHISHING)];
    submit(URL_TYPED);
    await settled();

    expect(sent[0]?.body).toEqual({ url: URL_TYPED, explain: true });
    expect(log).toContain('versions');
  });

  test('of nothing is not sent', () => {
    start('v1');
    submit('  ');

    expect(sent).toEqual([]);
    expect(log.at(-1)).toBe('field error Type or paste a web address first.');
  });

  test('is not sent while another one is under way', async () => {
    start('v1');
    replies = [json(PHISHING)];
    submit(URL_TYPED);
    submit(URL_TYPED);
    await settled();

    expect(sent).toHaveLength(1);
  });

  test('that is refused says why at the field', async () => {
    start('v1');
    replies = [json({ errors: [{ pointer: '/url', detail: 'No.' }] }, 422)];
    submit(URL_TYPED);
    await settled();

    expect(log.slice(-3)).toEqual(['hide verdict', 'announce', 'field error No.']);
  });

  test.each<[string, (() => Promise<Response>)[], string]>([
    [
      'limit',
      [json({}, 429, { 'x-ratelimit-limit': '20', 'x-ratelimit-reset': '3' })],
      'Too many requests just now',
    ],
    ['no model', [json({}, 503)], 'The model is not available just now'],
    ['no network', [], 'No connection to the service'],
    ['nonsense', [json({ label: 'maybe' })], 'Something went wrong'],
    ['no JSON', [async () => new Response('<html>')], 'Something went wrong'],
  ])('that fails (%s) shows a notice and says it', async (_name, answers, title) => {
    start('v1');
    replies = answers;
    submit(URL_TYPED);
    await settled();

    expect(log.slice(-2)).toEqual([`notice ${title}`, `announce ${title}`]);
    expect(log).toContain('hide verdict');
    expect(log).not.toContain('history of 1');
  });
});

describe('a vote', () => {
  async function checked(): Promise<void> {
    start('v1');
    replies = [json(PHISHING)];
    submit(URL_TYPED);
    await settled();
  }
  const taken = async (): Promise<Response> => new Response(null, { status: 204 });

  test('goes to the service with what was judged, and is kept', async () => {
    await checked();
    replies = [taken];
    vote('disagree');
    await settled();

    expect(sent.at(-1)).toEqual({
      path: '/disagree',
      body: { input: URL_TYPED, label: 'phishing', model: 'cnn@1.0.0' },
    });
    expect(log.at(-1)).toBe('taken disagree Thank you. You disagreed with this verdict.');
    expect(stored).toMatchObject([{ vote: 'disagree' }]);
  });

  test('counts once, also after the history was cleared', async () => {
    await checked();
    replies = [taken];
    vote('agree');
    vote('agree');
    await settled();
    clear();
    vote('disagree');
    await settled();

    expect(sent.map(({ path }) => path)).toEqual(['/api/v1/predict', '/agree']);
  });

  test('that was not taken says so and may be given again', async () => {
    await checked();
    replies = [json({}, 503, { 'retry-after': '1' }), taken];
    vote('agree');
    await settled();
    expect(log.at(-1)).toBe(
      'vote failed Not sent. The model is not available just now: It is probably starting. Try again in 1 s.',
    );

    vote('agree');
    await settled();
    expect(log.at(-1)).toMatch(/^taken agree/);
  });

  test('on nothing is not sent', async () => {
    start('v1');
    vote('agree');
    await settled();

    expect(sent).toEqual([]);
  });
});

test('the history of the tab is there again after a reload, and can be cleared', () => {
  start('v1', [{ url: URL_TYPED, label: 'phishing', probability: 0.9, checkedAtMs: 1, vote: undefined }]);
  expect(log).toEqual(['history of 1']);

  clear();
  expect(stored).toEqual([]);
  expect(log.slice(1)).toEqual(['history of 0', 'focus', 'announce History cleared.']);
});
