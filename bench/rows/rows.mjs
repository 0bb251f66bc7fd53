// Paging through ten million rows: what a page costs at the start, in the middle and at the end, and beside a small table.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureCancelling } from './measure-cancelling.mjs';
import { measureOpening } from './measure-opening.mjs';
import { gridSpec, openHost, request } from '../open-host.mjs';
import { measureScrolling } from './measure-scrolling.mjs';
import { median, milliseconds, percentile, table } from '../report.mjs';
import { makeTables, writeProject } from './big-table.mjs';

const orders = [
  { title: 'by key', order: [], keysAt: (n) => [String(n * 2)] },
  {
    title: 'by time, newest first',
    order: [{ attribute: 'createdAt', direction: 'desc' }],
    keysAt: (n) => [timeAt(n), String(n * 2)],
  },
  {
    title: 'by a column with NULLs',
    order: [{ attribute: 'paidAt', direction: 'asc' }],
    // Every third has no value; that one would be among the NULLs.
    keysAt: (n) => [timeAt(n - (n % 3) + 1, '2020-01-02'), String((n - (n % 3) + 1) * 2)],
  },
];

/** As the server writes a timestamptz for a connection in UTC, which Sequelize's are. */
function timeAt(n, from = '2020-01-01') {
  const time = new Date(Date.parse(`${from}T00:00:00Z`) + n * 13_000).toISOString();
  return `${time.slice(0, 19).replace('T', ' ')}+00`;
}

/** `place` is where the server is and who may use it. */
export async function benchRows({ place, rows, runs, hostFile, seqscope, root, env }) {
  const project = await mkdtemp(join(tmpdir(), 'sqr-'));
  let host;
  try {
    const started = performance.now();
    await makeTables(place, rows);
    await writeProject(project, place, join(root, 'node_modules'));
    const madeMs = performance.now() - started;
    host = openHost(hostFile, { root: project, env });
    const middle = Math.floor(rows / 2);
    const lines = [];
    for (const { title, order, keysAt } of orders) {
      const spec = { ...gridSpec('Event'), order };
      const bookmark = { type: 'keys', keys: keysAt(middle) };
      const times = await alternateQuickly(runs * 5, {
        few: () => page(host, { ...gridSpec('FewEvent'), order }),
        first: () => page(host, spec),
        middle: () => page(host, { ...spec, place: { type: 'after', bookmark } }),
        back: () => page(host, { ...spec, place: { type: 'before', bookmark } }),
        end: () => page(host, { ...spec, place: { type: 'end' } }),
      });
      const offset = await alternateQuickly(3, {
        skipped: () => page(host, { ...spec, place: { type: 'offset', offset: middle } }),
      });
      const first = median(times.first);
      const row = (what, values, base, name) => [
        `${title}: ${what}`,
        milliseconds(median(values)),
        `${(median(values) / base).toFixed(2)}× ${name}`,
      ];
      lines.push(
        row('first page', times.first, median(times.few), 'of a table of 100 rows'),
        row('page after the middle', times.middle, first, 'the first page, at most 1.5×'),
        row('page before the middle', times.back, first, 'the first page, at most 1.5×'),
        row('last page', times.end, first, 'the first page, at most 1.5×'),
        row('the middle by OFFSET', offset.skipped, first, 'the first page'),
      );
    }
    const opened = await measureOpening(seqscope, { cwd: project, env, runs });
    lines.push([
      'console: first rows, from Enter',
      milliseconds(median(opened.big)),
      `${(median(opened.big) / median(opened.few)).toFixed(2)}× a table of 100 rows, at most 1.5×`,
    ]);
    const terminal = { cwd: project, env, model: 'Event' };
    lines.push(...scrollingLines(await measureScrolling(seqscope, terminal)));
    const cancelling = { ...terminal, place, table: 'events', rounds: runs };
    lines.push(...cancellingLines(await measureCancelling(seqscope, cancelling)));
    console.log(
      `\nPaging ${rows.toLocaleString('en')} rows (made in ${Math.round(madeMs / 1000)} s); medians of ${runs * 5} pages of 100\n`,
    );
    console.log(table(['', 'time', 'compared'], lines));
  } finally {
    await host?.close();
    await rm(project, { recursive: true, force: true });
  }
}

function scrollingLines({ keysMs, held, painted, before, after, backMs }) {
  const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
  return [
    ['console: key to paint while pages arrive, median', milliseconds(median(keysMs)), 'at most 2 ms'],
    ['console: key to paint while pages arrive, p95', milliseconds(percentile(keysMs, 95)), 'at most 8 ms'],
    [
      'console: rows painted while a key is held',
      `${((painted / held) * 100).toFixed(1)} %`,
      `of ${held}, all`,
    ],
    [
      'console: memory after 100,000 rows',
      before === null ? '?' : megabytes(after - before),
      before === null ? '' : `more than the ${megabytes(before)} before, at most 20 MB`,
    ],
    ['console: back from a record', milliseconds(median(backMs)), 'at most 5 ms'],
  ];
}

function cancellingLines(times) {
  const titles = { page: 'a page that waits for a lock', count: 'a count', export: 'an export' };
  return Object.entries(times).map(([kind, cancelled]) => {
    const [server, screen] = ['server', 'screen'].map((where) => cancelled.map((time) => time[where]));
    const worst = Math.max(...server, ...screen);
    return [
      `console: Esc or ^C ends ${titles[kind]}`,
      milliseconds(median(server)),
      `on the server, said after ${milliseconds(median(screen))}, at worst ${milliseconds(worst)}, at most 200 ms`,
    ];
  });
}

async function page(host, spec) {
  const { rows, paging } = await host.ask(request('page', spec));
  if (rows.length !== 100) throw new Error(`A page of 100 rows has ${rows.length}.`);
  return paging;
}

async function alternateQuickly(rounds, contenders) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -2; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(contenders)) {
      const start = performance.now();
      await work();
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  return times;
}
