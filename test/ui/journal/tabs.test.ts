/** The tabs of an entry: which there are, and what file and lint say. */
import { describe, expect, it } from 'vitest';
import type { LintFinding } from '../../../src/journal/lint/finding.ts';
import type { TestConsole } from '../support/console.ts';
import { entry, frame, openTimeline, readAgain, timelineScreen } from './timeline-console.ts';

const entries = [entry('01.js', 'executed'), entry('02.js', 'pending'), entry('03.js', 'pending')];

const finding: LintFinding = {
  rule: 'foreign-key-without-index',
  level: 'warning',
  message: 'No index of "pets" begins with "ownerId".',
  why: 'Joining along the key reads the whole table.',
  rewrite: "await queryInterface.addIndex('pets', ['ownerId']);",
  source: 'https://www.postgresql.org/docs/current/ddl-constraints.html',
  line: 2,
  column: 3,
  excerpt: null,
};

function lintAnswered(console: TestConsole): TestConsole {
  const { linting } = console.state.timelines.migrations;
  if (linting === null) throw new Error('The lint was not asked.');
  const answer = {
    entries: [
      {
        name: '02.js',
        path: '/app/migrations/02.js',
        state: 'pending' as const,
        findings: [finding],
        ignored: 0,
      },
    ],
    remarks: [],
  };
  return console.send({ type: 'entries-linted', requestId: linting.requestId, kind: 'migrations', answer });
}

function fileRead(console: TestConsole, text: string): TestConsole {
  const file = { name: '02.js', path: '/app/migrations/02.js', text };
  return console.send({ type: 'file-read', kind: 'migrations', file });
}

function tabLine(console: TestConsole): string {
  return frame(console).find((line) => line.startsWith('── file')) ?? '';
}

describe('the tabs', () => {
  it('are walked through with → and ←, and chosen by number', () => {
    const console = openTimeline(entries);
    const tabs = ['right', 'right', 'right', 'right', 'left'].map(
      (key) => timelineScreen(console.press(key)).tab,
    );
    expect(tabs).toEqual(['statements', 'effect', 'lint', 'file', 'lint']);
    expect(timelineScreen(console.press('2')).tab).toBe('statements');
    expect(timelineScreen(console.press('5')).tab).toBe('statements');
  });

  it('have no lint for seeders', () => {
    const console = openTimeline(entries, { kind: 'seeders' });
    expect(tabLine(console)).toMatch(/^── file ─ statements ─ effect ─+$/);
    expect(console.press('4').takeEffects()).toEqual([]);
  });

  it('say before a rehearsal what it would do', () => {
    const lines = frame(openTimeline(entries).press('3')).join('\n');
    expect(lines).toContain('r rehearses it: up, down and up again, with what is pending before it.');
    expect(frame(openTimeline(entries).press('home', '3')).join('\n')).toContain(
      'r rehearses it: down, up and down again, with what was executed after it.',
    );
  });

  it('open whole what they show', () => {
    const console = fileRead(openTimeline(entries), 'module.exports = {};\n').press('enter');
    expect(console.state.screens.at(-1)).toMatchObject({ type: 'value', text: 'module.exports = {};\n' });
    const lint = lintAnswered(openTimeline(entries)).press('4', 'enter').state.screens.at(-1);
    expect(lint).toMatchObject({ type: 'value', title: '02.js lint' });
    expect(lint).toMatchObject({ text: expect.stringContaining('foreign-key-without-index') as string });
  });
});

describe('the lint of an entry', () => {
  it('is asked for the pending ones in view once the cursor rests on one, and counted on its tab', () => {
    const console = openTimeline(entries);
    expect(console.state.timelines.migrations.linting?.names).toEqual(['02.js', '03.js']);
    expect(tabLine(console)).toContain('lint …');
    lintAnswered(console);
    expect(tabLine(console)).toContain('lint 1');
    expect(frame(console).find((line) => line.includes('02.js'))).toMatch(/pending +lint 1/);
    expect(tabLine(console.press('j'))).toContain('lint 0');
    expect(console.takeEffects().filter(({ type }) => type === 'lint-entries')).toEqual([]);
  });

  it('is taken back when something is to run', () => {
    const console = openTimeline(entries);
    const requestId = console.state.timelines.migrations.linting?.requestId;
    expect(console.press('r').takeEffects()).toContainEqual({ type: 'cancel-request', requestId });
    expect(tabLine(console)).not.toContain('…');
  });

  it('is asked of an executed one only when its tab is opened', () => {
    const console = openTimeline(entries).press('home');
    expect(console.takeEffects().filter(({ type }) => type === 'lint-entries')).toEqual([]);
    expect(console.press('4').takeEffects()).toMatchObject(
      [{ type: 'lint-entries', kind: 'migrations', names: ['01.js'] }, { type: 'cancel-request' }].reverse(),
    );
  });

  it('says level, place, rule, message and rewrite', () => {
    const lines = frame(lintAnswered(openTimeline(entries)).press('4')).map((line) => line.trim());
    expect(lines).toContain('! warning  2:3  foreign-key-without-index');
    expect(lines).toContain(finding.message);
    expect(lines).toContain("await queryInterface.addIndex('pets', ['ownerId']);");
  });

  it('marks the lines of the file that it has found something in', () => {
    const console = lintAnswered(fileRead(openTimeline(entries), 'one\ntwo\nthree\n'));
    const lines = frame(console).map((line) => line.trimEnd());
    expect(lines).toContain('  1 one');
    expect(lines).toContain('! 2 two');
  });

  it('is asked anew when the file reads otherwise, and when the journal is read again', () => {
    const console = lintAnswered(fileRead(openTimeline(entries), 'one'));
    fileRead(console, 'another');
    expect(console.state.timelines.migrations.lints.has('02.js')).toBe(false);
    expect(console.state.timelines.migrations.lints.has('03.js')).toBe(true);
    console.takeEffects();
    readAgain(console, entries);
    expect(console.takeEffects().filter(({ type }) => type === 'lint-entries')).toHaveLength(1);
  });

  it('tells why it could not be asked', () => {
    const console = openTimeline(entries).press('4');
    const requestId = console.state.timelines.migrations.linting?.requestId ?? -1;
    const answer = {
      code: 'x',
      kind: 'failed' as const,
      message: 'The rules are wrong.',
      remedy: 'Mend them.',
      details: {},
    };
    console.send({ type: 'entries-linted', requestId, kind: 'migrations', answer });
    expect(frame(console).join('\n')).toMatch(/✗ The rules are wrong\.[^]*→ Mend them\./);
  });
});

describe('what loading a file shows', () => {
  it('is asked for the entry that the cursor rests on, and said beside its state', () => {
    const console = openTimeline(entries).press('home');
    const { checking } = console.state.timelines.migrations;
    expect(checking?.name).toBe('01.js');
    console.send({
      type: 'entry-checked',
      requestId: checking?.requestId ?? -1,
      kind: 'migrations',
      checks: [{ name: '01.js', flags: ['irreversible'], problem: null, mayRunInTransaction: false }],
    });
    const lines = frame(console).join('\n');
    expect(lines).toMatch(/01\.js +executed +no down/);
    expect(lines).toContain('It has no down: it cannot be reverted.');
    expect(lines).toContain('It runs outside a transaction.');
  });

  it('is not asked while there is no connection', () => {
    const console = openTimeline(entries);
    console.send({
      type: 'request-failed',
      failed: { part: 'tables' },
      report: {
        code: 'connection-lost',
        kind: 'connection',
        message: 'The server went away.',
        remedy: '',
        details: {},
      },
    });
    console.takeEffects();
    expect(
      console
        .press('home')
        .takeEffects()
        .filter(({ type }) => type === 'check-entry'),
    ).toEqual([]);
  });
});
