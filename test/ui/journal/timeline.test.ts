/** The list of the timeline: what each entry says of itself, where it stands, and how one moves in it. */
import { describe, expect, it } from 'vitest';
import { entry, frame, openTimeline, readAgain, timelineScreen } from './timeline-console.ts';

const history = {
  executedAt: '2026-01-09T12:00:01.250Z',
  durationMs: 12,
  osUser: 'ada',
  pgUser: 'app',
  host: 'vm',
  tool: 'seqscope 0.1.0',
  checksum: null,
  gitCommit: null,
};

const mixed = [
  entry('01-pets.js', 'executed', { history }),
  entry('02-owners.ts', 'executed', { recordedAs: '02-owners.js', flags: ['renamed', 'changed'], history }),
  entry('03-late.js', 'pending', { flags: ['out-of-order'] }),
  entry('04-gone.js', 'orphaned', { history }),
  entry('05-new.js', 'pending'),
];

function lineOf(lines: readonly string[], name: string): string {
  return lines.find((line) => line.includes(` ${name} `)) ?? '';
}

describe('the list', () => {
  it('counts what the journal comes to, and says where the cursor is', () => {
    expect(frame(openTimeline(mixed))[0]).toMatch(
      /^ 2 executed · 2 pending · 1 orphaned · 1 out of order · 1 changed · 1 renamed +3 of 5 $/,
    );
  });

  it('says state, time and flags in words, legible without colour', () => {
    const lines = frame(openTimeline(mixed));
    expect(lineOf(lines, '01-pets.js')).toMatch(/ ● 01-pets\.js +executed +2026-01-09 12:00 +12 ms/);
    expect(lineOf(lines, '02-owners.ts')).toMatch(/ ● 02-owners\.ts +executed .*as \.js, changed/);
    expect(lineOf(lines, '03-late.js')).toMatch(/^› ○ 03-late\.js +pending +out of order/);
    expect(lineOf(lines, '04-gone.js')).toMatch(/ ✗ 04-gone\.js +orphaned/);
    expect(lineOf(lines, '05-new.js')).toMatch(/ ○ 05-new\.js +pending *$/);
  });

  it.each([
    { columns: 40, rows: 10 },
    { columns: 80, rows: 24 },
    { columns: 200, rows: 60 },
  ])('fills $columns by $rows exactly, names and states in it', (size) => {
    const lines = frame(openTimeline(mixed, { size }));
    const narrow = size.columns < 60 ? size.columns : null;
    const width = narrow ?? size.columns - (size.columns === 80 ? 20 : 32);
    for (const line of lines) expect(line).toHaveLength(width - 2);
    expect(lines).toHaveLength(size.rows - 5);
    expect(lineOf(lines, '03-late.js')).toContain('pending');
  });

  it('stands beside the detail where there is room, and above it where there is not', () => {
    const wide = frame(openTimeline(mixed, { size: { columns: 200, rows: 60 } }));
    expect(wide[1]).toMatch(/01-pets\.js .*├─ file ─ statements ─ effect ─ lint/);
    const narrow = frame(openTimeline(mixed, { size: { columns: 80, rows: 24 } }));
    expect(narrow.findIndex((line) => line.startsWith('── file ─ statements'))).toBe(6);
  });

  it('says of the entry under the cursor what the list has no room for', () => {
    const lines = frame(openTimeline(mixed).press('home', 'j')).join('\n');
    expect(lines).toContain('Executed 2026-01-09 12:00:01Z in 12 ms by ada on vm, with seqscope 0.1.0.');
    expect(lines).toContain('Recorded as 02-owners.js.');
    expect(lines).toContain('Not the file any more that was executed.');
  });

  it('begins at the first pending one also for who moves before it is read', () => {
    const console = openTimeline([]).press('j', 'k', 'j');
    readAgain(console, mixed);
    expect(timelineScreen(console).cursor).toBe(2);
  });

  it('stays on its entry when the journal is read again and another one came before it', () => {
    const console = openTimeline(mixed);
    readAgain(console, [entry('00-first.js', 'pending'), ...mixed]);
    expect(timelineScreen(console).cursor).toBe(3);
  });
});

describe('finding an entry', () => {
  it('goes to the first match as it is typed, on with n and back with N, and round the end', () => {
    const console = openTimeline(mixed).press('home', '/').type('e').press('enter');
    expect(timelineScreen(console)).toMatchObject({ cursor: 0, found: 'e', finding: null });
    expect(timelineScreen(console.press('n')).cursor).toBe(1);
    expect(timelineScreen(console.press('N', 'N')).cursor).toBe(4);
  });

  it('shows what is typed in the place of the counts', () => {
    expect(frame(openTimeline(mixed).press('/').type('gone'))[0]).toMatch(/^ find gone/);
  });

  it('leads back to where it began when it is left', () => {
    const console = openTimeline(mixed).press('home', '/').type('new');
    expect(timelineScreen(console).cursor).toBe(4);
    expect(timelineScreen(console.press('escape')).cursor).toBe(0);
  });

  it('says that nothing has the text in its name', () => {
    const console = openTimeline(mixed).press('/').type('zebra').press('enter');
    expect(console.state.notice?.text).toBe('No migration has "zebra" in its name.');
  });
});

describe('a thousand entries', () => {
  const thousand = Array.from({ length: 1000 }, (_, index) =>
    entry(`${String(1000 + index)}-step.js`, index < 990 ? 'executed' : 'pending'),
  );

  it('reads one file at a time, however far the cursor runs, and in the end the one it is on', () => {
    const console = openTimeline(thousand);
    for (let step = 0; step < 200; step += 1) console.press('k');
    expect(console.takeEffects().filter(({ type }) => type === 'read-file')).toEqual([]);
    const file = { name: '1990-step.js', path: '/app/migrations/1990-step.js', text: 'late' };
    console.send({ type: 'file-read', kind: 'migrations', file });
    expect(console.takeEffects()).toEqual([{ type: 'read-file', kind: 'migrations', name: '1790-step.js' }]);
    expect(timelineScreen(console).detail).toBeNull();
  });

  it('takes back what was asked of entries that the cursor has left', () => {
    const console = openTimeline(thousand);
    console.press('k', 'k', 'k');
    const effects = console.takeEffects();
    const asked = effects.filter(({ type }) => type === 'check-entry');
    const cancelled = effects.filter(({ type }) => type === 'cancel-request');
    expect(asked.map((effect) => 'name' in effect && effect.name)).toEqual([
      '1989-step.js',
      '1988-step.js',
      '1987-step.js',
    ]);
    expect(cancelled.length).toBe(3);
    expect(console.state.timelines.migrations.checking?.name).toBe('1987-step.js');
  });

  it('lints the pending ones in view in one go, and no other', () => {
    const console = openTimeline(thousand, { size: { columns: 80, rows: 24 } });
    console.press('G');
    const { linting } = console.state.timelines.migrations;
    const last = ['1992', '1993', '1994', '1995', '1996', '1997', '1998', '1999'];
    expect(linting?.names).toEqual(last.map((number) => `${number}-step.js`));
  });
});

describe('the mouse', () => {
  it('puts the cursor on an entry and shows a tab', () => {
    const console = openTimeline(mixed, { size: { columns: 120, rows: 36 } });
    const click = (x: number, y: number) =>
      console.send({
        type: 'mouse-used',
        use: {
          input: {
            type: 'mouse',
            action: 'press',
            button: 'left',
            x,
            y,
            ctrl: false,
            alt: false,
            shift: false,
          },
          isDouble: false,
        },
      });
    click(40, 2 + 1 + 4);
    expect(timelineScreen(console).cursor).toBe(4);
    click(26 + 1 + 3 + 'file ─ st'.length, 2 + 1 + 5);
    expect(timelineScreen(console).tab).toBe('statements');
  });
});
