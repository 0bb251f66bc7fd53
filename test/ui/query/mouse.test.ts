import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../src/ui/layout.ts';
import { queryLayout } from '../../../src/ui/screens/query/layout.ts';
import type { MouseInput } from '../../../src/ui/terminal/key.ts';
import type { TestConsole } from '../support/console.ts';
import { answerQuery, cursorText, openUserQuery, queryOf, specOf } from './query-console.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** `place` from the corner of the pane's inside: below the header and the frame, behind the sidebar and the frame. */
function use(
  console: TestConsole,
  place: Point,
  action: MouseInput['action'] = 'press',
  isDouble = false,
): TestConsole {
  const { sidebarWidth } = layoutOf(console.state.size, console.state.focus);
  const input: MouseInput = {
    type: 'mouse',
    action,
    button: 'left',
    x: place.x + sidebarWidth + 1,
    y: place.y + 2,
    ctrl: false,
    alt: false,
    shift: false,
  };
  return console.send({ type: 'mouse-used', use: { input, isDouble } });
}

describe('the mouse on the query screen', () => {
  it('puts the cursor on the line it points at, and changes it by a double click', () => {
    const console = use(answerQuery(openUserQuery()), { x: 12, y: 3 });
    expect(cursorText(console)).toMatch(/^active/);
    expect(specOf(console).scopes).not.toContainEqual(expect.objectContaining({ name: 'active' }));
    use(console, { x: 12, y: 3 }, 'press', true);
    expect(specOf(console).scopes).toContainEqual(expect.objectContaining({ name: 'active' }));
  });

  it('shows the tab whose label it points at', () => {
    const console = answerQuery(openUserQuery({ columns: 80, rows: 24 }));
    const { outlineHeight, aboutHeight } = queryLayout(console.state, queryOf(console));
    const y = outlineHeight + aboutHeight;
    expect(queryOf(use(console, { x: 11, y })).tab).toBe('sql');
    expect(queryOf(use(console, { x: 17, y })).tab).toBe('cli');
    expect(queryOf(use(console, { x: 27, y })).tab).toBe('rows');
    expect(queryOf(use(console, { x: 40, y })).tab).toBe('statements');
    expect(queryOf(use(console, { x: 79, y })).tab).toBe('statements');
  });

  it('scrolls by the wheel what it is over', () => {
    const console = answerQuery(openUserQuery({ columns: 120, rows: 36 }));
    const { formsHeight, outlineWidth } = queryLayout(console.state, queryOf(console));
    use(console, { x: 5, y: formsHeight + 3 }, 'wheel-down');
    expect(queryOf(console)).toMatchObject({ tab: 'rows', tabTop: 3 });
    use(console, { x: 5, y: formsHeight + 3 }, 'wheel-up');
    expect(queryOf(console)).toMatchObject({ tab: 'rows', tabTop: 0 });
    use(console, { x: 5, y: 2 }, 'wheel-up');
    expect(cursorText(console)).toMatch(/^unscoped|^withPassword|^registered/);
    use(console, { x: outlineWidth + 4, y: 1 }, 'wheel-down');
    expect(queryOf(console)).toMatchObject({ tab: 'code', tabTop: 0 });
  });
});
