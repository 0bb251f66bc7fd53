import { describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../src/errors.ts';
import { exportingText } from '../../src/ui/exporting/paint.ts';
import type { Effect } from '../../src/ui/effects.ts';
import { openConsole, type TestConsole } from './support/console.ts';

function openUsers(): TestConsole {
  const console = openConsole().press('tab').press('tab');
  console.press('/').type('User').press('enter').answerPages(5000).answerPages(5000);
  return console;
}

function exportOf(console: TestConsole): Effect & { readonly type: 'export-rows' } {
  const effect = console.takeEffects().find(({ type }) => type === 'export-rows');
  if (effect?.type !== 'export-rows') throw new Error('No export was asked for.');
  return effect;
}

const existing: ErrorReport = {
  code: 'file-exists',
  kind: 'usage',
  message: '"User.csv" exists already.',
  remedy: '',
  details: {},
};

describe('an export in the console', () => {
  it('is of all rows of the screen, whole, into a file named after it', () => {
    const console = openUsers().press('l').press('o').answerPages(5000);
    console.press('E').press('enter');
    const { request } = exportOf(console);
    expect(request).toMatchObject({
      format: 'csv',
      isRaw: false,
      file: { path: 'User.csv', overwrites: false },
    });
    expect(request.spec).toMatchObject({
      source: { type: 'model', name: 'User' },
      limit: null,
      clipBytes: null,
      place: { type: 'start' },
      order: [{ attribute: 'name', direction: 'asc' }],
    });
  });

  it('takes another format and name: the ending follows the format, letters are typed', () => {
    const console = openUsers().press('E', 'tab', 'tab', 'tab', 'tab', 'ctrl+r');
    expect(console.state.overlay).toMatchObject({
      format: 'insert',
      isRaw: true,
      line: { text: 'User.sql' },
    });
    console.press('shift+tab').press('home').type('q-').press('enter');
    expect(exportOf(console).request).toMatchObject({ format: 'jsonl', file: { path: 'q-User.jsonl' } });
    expect(console.state.overlay).toBeNull();
  });

  it('shows how far it is, and says what was written', () => {
    const console = openUsers().press('E', 'enter');
    const { requestId } = exportOf(console);
    const progress = { rowCount: 450_000, byteLength: 9_000_000, rowEstimate: 1_000_000 };
    console.send({ type: 'export-progressed', requestId, progress });
    const { exporting } = console.state;
    expect(exporting === null ? '' : exportingText(exporting, console.state)).toBe(
      'exporting 45% · 450,000 of ~1,000,000 rows · esc cancels ',
    );
    const outcome = {
      rowCount: 1_000_002,
      byteLength: 20_000_000,
      durationMs: 3000,
      method: 'copy',
    } as const;
    console.send({ type: 'export-ended', requestId, path: '/here/User.csv', outcome });
    expect(console.state).toMatchObject({
      exporting: null,
      running: new Set(),
      notice: { tone: 'good', text: 'Exported 1,000,002 rows (19.1 MB) to /here/User.csv' },
    });
  });

  it('lets the grid be used meanwhile, and is cancelled by Esc, which then goes back again', () => {
    const console = openUsers().press('E', 'enter');
    const { requestId, request } = exportOf(console);
    console.press('j');
    expect(console.rows.cursor.row).toBe(1);
    console.press('escape');
    expect(console.takeEffects()).toEqual([{ type: 'cancel-request', requestId }]);
    expect(console.state.focus).toBe('main');
    const report: ErrorReport = { ...existing, code: 'interrupted', kind: 'interrupted' };
    console.send({ type: 'request-failed', failed: { part: 'export', requestId, request }, report });
    expect(console.state.notice?.text).toBe('The export was cancelled; no file was written.');
    expect(console.state.running.size).toBe(0);
    expect(console.press('escape').state.focus).toBe('sidebar');
  });

  it('asks before it replaces a file', () => {
    const console = openUsers().press('E', 'enter');
    const { requestId, request } = exportOf(console);
    console.send({
      type: 'request-failed',
      failed: { part: 'export', requestId, request },
      report: existing,
    });
    expect(console.state.overlay).toMatchObject({ type: 'confirm', lines: ['"User.csv" exists already.'] });
    console.press('y');
    const again = exportOf(console);
    expect(again.request.file).toEqual({ path: 'User.csv', overwrites: true });
    expect(again.requestId).toBeGreaterThan(requestId);
  });

  it('is one at a time', () => {
    const console = openUsers().press('E', 'enter').press('E');
    expect(console.state.overlay).toBeNull();
    expect(console.state.notice?.text).toContain('One export at a time');
  });

  it('that failed half-way says so', () => {
    const console = openUsers().press('E', 'enter');
    const { requestId, request } = exportOf(console);
    const report: ErrorReport = {
      ...existing,
      code: 'x',
      kind: 'failed',
      message: 'The export ended after 7 rows: no.',
    };
    console.send({ type: 'request-failed', failed: { part: 'export', requestId, request }, report });
    expect(console.state).toMatchObject({ exporting: null, notice: { tone: 'bad', text: report.message } });
  });
});
