import { describe, expect, it } from 'vitest';
import { paintStatusLine } from '../../../src/ui/paint/status-line.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { numberedPage, openConsole, type TestConsole } from '../support/console.ts';

function countedOff(total: number): TestConsole {
  const paging = { method: 'offset', why: '"User" is a view: nothing says what its key is' } as const;
  return openConsole({ columns: 140, rows: 30 })
    .press('/')
    .type('User')
    .press('enter')
    .answerPagesWith(({ place }) => ({ ...numberedPage(place, total, ['id', 'name']), paging }));
}

function statusLine(console: TestConsole): string {
  return paintStatusLine({ state: console.state, width: 120, height: 1, paint: (text) => text }).join('');
}

function sqlShown(console: TestConsole): string {
  const screen = currentScreen(console.state);
  return screen.type === 'value' ? screen.text : '';
}

describe('rows whose pages are counted off', () => {
  it('say so in the status line, and why beside their SQL', () => {
    const console = countedOff(5000);
    expect(statusLine(console)).toContain('· pages by OFFSET');
    console.press('Q');
    expect(sqlShown(console)).toMatch(
      /^-- Pages are counted off with OFFSET: "User" is a view: .*\.\nSELECT/,
    );
  });

  it('say nothing where one page is all there is', () => {
    expect(statusLine(countedOff(40))).not.toContain('OFFSET');
  });

  it('are not those that are read by their keys', () => {
    const console = openConsole().press('/').type('User').press('enter').answerPages(5000);
    expect(statusLine(console)).not.toContain('OFFSET');
    console.press('Q');
    expect(sqlShown(console)).toMatch(/^SELECT/);
  });
});
