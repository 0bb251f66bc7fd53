/** The parent of a foreign key, shown over the grid. */
import { describe, expect, it } from 'vitest';
import { peekLines, peekSize } from '../../src/ui/screens/rows/peek-lines.ts';
import type { Peek } from '../../src/ui/overlays/state.ts';
import { numberedPage, openConsole, type TestConsole } from './support/console.ts';

/** User open, the cursor on `roleId`. */
function onRole(): TestConsole {
  const console = openConsole().press('/').type('User').press('enter').answerPages(90).press('$');
  console.takeEffects();
  return console;
}

function peekOf(console: TestConsole): Peek {
  const { overlay } = console.state;
  if (overlay?.type !== 'peek') throw new Error('nothing is peeked at');
  return overlay;
}

describe('peeking', () => {
  it('reads the one record that the key under the cursor refers to', () => {
    const console = onRole().press('j', 'p');
    expect(console.takeEffects()).toMatchObject([
      {
        type: 'load-page',
        spec: {
          source: { type: 'model', name: 'Role' },
          relatedTo: { model: 'User', association: 'role', value: 'roleId 1' },
          limit: 1,
        },
      },
    ]);
    expect(peekOf(console)).toMatchObject({ title: 'roleId → role', record: null, note: 'Reading …' });
    const page = numberedPage({ type: 'start' }, 1, ['id', 'name']);
    console.send({
      type: 'page-arrived',
      requestId: peekOf(console).requestId ?? -1,
      screenId: console.rows.id,
      page,
    });
    expect(peekOf(console).record?.values).toEqual(['id 0', 'name 0']);
    expect(console.rows.cursor.row).toBe(1);
    expect(console.state.running.size).toBe(0);
  });

  it('is closed by Esc, which cancels the reading, and followed by Enter', () => {
    const console = onRole().press('p');
    const { requestId } = peekOf(console);
    console.takeEffects();
    console.press('escape');
    expect(console.takeEffects()).toEqual([{ type: 'cancel-request', requestId }]);
    expect(console.state.overlay).toBeNull();
    console.press('p', 'enter');
    expect(console.state.overlay).toBeNull();
    expect(console.rows).toMatchObject({ label: 'role', spec: { source: { name: 'Role' } } });
    expect(console.press('escape').rows.label).toBe('User');
  });

  it('says that a cell which is no key refers to nothing', () => {
    const console = onRole().press('0', 'p');
    expect(console.state.overlay).toBeNull();
    expect(console.state.notice?.text).toBe('"id" refers to no other record that is known.');
  });

  it('says when the row is not there, and what went wrong', () => {
    const console = onRole().press('p');
    const requestId = peekOf(console).requestId ?? -1;
    const empty = numberedPage({ type: 'start' }, 0, ['id']);
    console.send({ type: 'page-arrived', requestId, screenId: console.rows.id, page: empty });
    expect(peekOf(console).note).toContain('No such row');
    console.press('escape', 'p');
    const report = { code: 'x', kind: 'failed', message: 'No table.', remedy: '', details: {} } as const;
    const failed = { part: 'request', requestId: peekOf(console).requestId ?? -1 } as const;
    console.send({ type: 'request-failed', failed, report });
    expect(peekOf(console).note).toBe('No table.');
  });

  it('stands in two halves where the terminal is wide, and always fits it', () => {
    const names = Array.from({ length: 12 }, (_, index) => `attribute_${String(index)}`);
    const { columns, rows } = numberedPage({ type: 'start' }, 1, names);
    const record = { columns, values: rows[0] ?? [], clipped: new Set([1]) };
    const peek: Peek = { ...peekOf(onRole().press('p')), record };
    expect(peekLines(peek, { columns: 80, rows: 24 })).toHaveLength(12);
    expect(peekLines(peek, { columns: 200, rows: 60 })).toHaveLength(6);
    expect(peekLines(peek, { columns: 80, rows: 24 })[1]?.[0]?.text).toBe('attribute_1 0…');
    for (const width of [40, 80, 130, 200]) {
      expect(peekSize(peek, { columns: width, rows: 24 }).columns).toBeLessThanOrEqual(width - 6);
    }
  });
});
