import { describe, expect, it } from 'vitest';
import type { Canvas } from '../../../src/ui/paint/canvas.ts';
import { paintRows } from '../../../src/ui/screens/rows/paint.ts';
import type { State } from '../../../src/ui/state.ts';
import { createPainter } from '../../../src/ui/terminal/style.ts';
import { openConsole, type TestConsole } from '../support/console.ts';

const painters = [createPainter({ colors: true }), createPainter({ colors: true })];
let turn = 0;

function painted(
  console: TestConsole,
  paint: Canvas['paint'] | undefined,
  state: State = console.state,
): string {
  if (paint === undefined) throw new Error('There is no painter.');
  return paintRows({ state, width: 84, height: 31, paint }, console.rows).join('\n');
}

/** What is painted with the lines that were kept, and what is painted without any: another painter is another look. */
function both(console: TestConsole): { readonly kept: string; readonly fresh: string } {
  const kept = painted(console, painters[turn]);
  turn = 1 - turn;
  return { kept, fresh: painted(console, painters[turn]) };
}

describe('rows whose lines are kept', () => {
  it('look as they would if they were painted anew, whatever key is pressed', () => {
    const console = openConsole().press('/').type('User').press('enter').answerPages(250);
    const keys = [
      'j',
      'j',
      'l',
      'k',
      'pagedown',
      'pagedown',
      'm',
      'm',
      'H',
      's',
      'z',
      '>',
      '<',
      'G',
      'g',
      'tab',
      'tab',
    ];
    for (const key of [...keys, 'j', ...keys]) {
      console.press(key);
      const before = both(console);
      expect(before.kept).toBe(before.fresh);
      console.answerPages(250);
      const after = both(console);
      expect(after.kept).toBe(after.fresh);
    }
  });
});
