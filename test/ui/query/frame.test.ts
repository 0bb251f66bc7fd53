import { expect, it } from 'vitest';
import { layoutOf } from '../../../src/ui/layout.ts';
import { paintQuery } from '../../../src/ui/screens/query/paint.ts';
import { createPainter } from '../../../src/ui/terminal/style.ts';
import type { TestConsole } from '../support/console.ts';
import { answerQuery, goTo, openUserQuery, queryOf } from './query-console.ts';

/** The pane as it is read, its styles left out. */
function frameOf(console: TestConsole): string {
  const { state } = console;
  const { innerWidth: width, innerHeight: height } = layoutOf(state.size, state.focus);
  const paint = createPainter({ colors: false });
  const lines = paintQuery({ state, width, height, paint }, queryOf(console));
  expect(lines).toHaveLength(height);
  return `${lines.map((line) => line.replaceAll(/\u001B\[[0-9;]*[a-zA-Z]/g, '').trimEnd()).join('\n')}\n`;
}

it.each([
  [80, 24],
  [120, 36],
])('stands whole at %i by %i', async (columns, rows) => {
  const console = answerQuery(openUserQuery({ columns, rows }));
  goTo(console.press('i'), 'devices:include').press('space', 'right');
  answerQuery(console);
  await expect(frameOf(console)).toMatchFileSnapshot(`golden/query-${columns}x${rows}.txt`);
});

it('has a bar for every number of a group, as long as it is large', async () => {
  const console = answerQuery(openUserQuery({ columns: 120, rows: 36 }));
  console.press('b').type('status').press('enter');
  const page = {
    columns: ['status', 'count'].map((name, index) => ({
      name,
      type: index === 0 ? 'enum' : 'bigint',
      kind: index === 0 ? ('enum' as const) : ('number' as const),
      isPrimaryKey: false,
      isVirtual: false,
    })),
    rows: [
      ['active', 3777n],
      ['inactive', '427'],
      ['pending', 1],
      ['gone', null],
    ],
    hasAfter: false,
  };
  answerQuery(console, [], page);
  const frame = frameOf(console);
  expect(frame).toMatch(/active +3777 {2}█{30,}\n/);
  expect(frame).toMatch(/inactive +427 {2}█+[▏▎▍▌▋▊▉]?\n/);
  expect(frame).toMatch(/pending +1 {2}▏\n/);
  expect(frame).toMatch(/gone +NULL\n/);
  expect(frame).toContain('4 groups');
});
