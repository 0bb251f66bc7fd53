import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/queries/query-spec.ts';
import { numberedPage, openConsole, type TestConsole } from '../support/console.ts';

function users(total = 90): TestConsole {
  return openConsole().press('/').type('User').press('enter').answerPages(total);
}

/** What the choice of the menu asks for; what is typed finds it. */
function chosen(console: TestConsole, title: string): unknown {
  console.takeEffects();
  console.press('y').type(title).press('enter');
  return console.takeEffects();
}

function copied(text: string) {
  return [{ type: 'copy-text', text }];
}

/** User with one row whose second value is a beginning. */
function clipped(byteLength = 5000): TestConsole {
  const console = openConsole().press('/').type('User').press('enter');
  const [load] = console.takeEffects();
  if (load?.type !== 'load-page') throw new Error('no page was asked for');
  const { requestId, screenId } = load;
  console.send({ type: 'page-arrived', requestId, screenId, page: oneRow('begi', byteLength) });
  return console;
}

function oneRow(name: string, byteLength?: number): Page {
  const page = numberedPage({ type: 'start' }, 1, ['id', 'name']);
  const cells = byteLength === undefined ? [] : [{ row: 0, column: 1, byteLength }];
  return { ...page, rows: [['id 0', name]], clipped: cells };
}

describe('marks', () => {
  it('are set and taken off, the cursor going on', () => {
    const console = users().press('space', 'space', 'k', 'space');
    expect([...console.rows.marks.rows.values()].map(({ values }) => values[0])).toEqual(['id 0']);
    expect(console.rows.cursor.row).toBe(2);
  });

  it('are set from the one before to here', () => {
    const console = users().press('j', 'space', 'j', 'j', 'v');
    expect(console.rows.marks.rows.size).toBe(4);
    expect(console.press('u').rows.marks.rows.size).toBe(0);
  });

  it('stay while their pages come and go', () => {
    const console = users(5000).press('space');
    for (let step = 0; step < 1500; step += 1) console.press('j').answerPages(5000);
    console.press('space').answerPages(5000);
    expect(console.rows.window?.start).toBeGreaterThan(0);
    expect(chosen(console, 'marked rows as where')).toEqual(copied("{ id: ['id 0', 'id 1501'] }"));
  });

  it('end with another order or filter', () => {
    expect(users().press('space').press('o').rows.marks.rows.size).toBe(0);
  });
});

describe('copying', () => {
  it('takes the cell first, or at once', () => {
    const console = users().press('l');
    expect(chosen(console, '')).toEqual(copied('name 0'));
    console.press('Y');
    expect(console.takeEffects()).toEqual(copied('name 0'));
  });

  it('takes the row under the cursor as any text', () => {
    const console = users().press('j');
    expect(chosen(console, 'row as text')).toEqual(copied('id\tname\troleId\nid 1\tname 1\troleId 1'));
    expect(chosen(console, 'row as json')).toEqual(
      copied('{\n  "id": "id 1",\n  "name": "name 1",\n  "roleId": "roleId 1"\n}'),
    );
    expect(chosen(console, 'row as insert')).toEqual(
      copied(`INSERT INTO "users" ("id", "name", "roleId") VALUES\n  ('id 1', 'name 1', 'roleId 1');`),
    );
    expect(chosen(console, 'row as where')).toEqual(copied("{ id: 'id 1' }"));
  });

  it('takes marked rows in their order, seen columns only, but for an INSERT all', () => {
    const console = users().press('j', 'j', 'space', 'g', 'space', 'H');
    expect(chosen(console, 'marked rows as text')).toEqual(
      copied('name\troleId\nname 0\troleId 0\nname 2\troleId 2'),
    );
    expect(chosen(console, 'marked rows as where')).toEqual(copied("{ id: ['id 0', 'id 2'] }"));
    expect(chosen(console, 'marked rows as insert')).toEqual(
      copied(
        `INSERT INTO "users" ("id", "name", "roleId") VALUES\n  ('id 0', 'name 0', 'roleId 0'),\n  ('id 2', 'name 2', 'roleId 2');`,
      ),
    );
  });

  it('takes the column of the rows that are here, or of the marked ones', () => {
    const console = users(3).press('l');
    expect(chosen(console, 'column as text')).toEqual(copied('name 0\nname 1\nname 2'));
    console.press('space', 'space');
    expect(chosen(console, 'column as json')).toEqual(copied('["name 0","name 1"]'));
    expect(chosen(console, 'column as where')).toEqual(copied("{ name: ['name 0', 'name 1'] }"));
  });

  it('says so where the key was not read', () => {
    const console = openConsole().press('/').type('User').press('enter').answerPages(3, ['name']);
    expect(chosen(console, 'row as where')).toEqual([]);
    expect(console.state.notice?.text).toContain('"id" was not read');
  });
});

describe('copying what came clipped', () => {
  it('reads the rows whole first', () => {
    const console = clipped();
    const effects = chosen(console, 'row as text');
    expect(effects).toMatchObject([
      { type: 'read-rows', specs: [{ limit: 1, place: { type: 'at' }, clipBytes: null }] },
    ]);
    const requestId = console.rows.copying?.requestId ?? -1;
    console.send({
      type: 'rows-read',
      requestId,
      screenId: console.rows.id,
      pages: [oneRow('beginning and end')],
    });
    expect(console.takeEffects()).toEqual(copied('id\tname\nid 0\tbeginning and end'));
    expect(console.state.running.size).toBe(0);
  });

  it('reads nothing for what is here whole', () => {
    expect(chosen(clipped(), 'row as where')).toEqual(copied("{ id: 'id 0' }"));
  });

  it('copies nothing when a row is gone, or the reading fails', () => {
    const console = clipped();
    chosen(console, 'row as text');
    const requestId = console.rows.copying?.requestId ?? -1;
    const none = { ...oneRow(''), rows: [] };
    console.send({ type: 'rows-read', requestId, screenId: console.rows.id, pages: [none] });
    expect(console.takeEffects()).toEqual([]);
    expect(console.state.notice?.text).toContain('not there any more');

    chosen(console, 'row as text');
    console.send({
      type: 'request-failed',
      failed: { part: 'request', requestId: console.rows.copying?.requestId ?? -1 },
      report: { code: 'interrupted', kind: 'interrupted', message: 'Interrupted.', remedy: '', details: {} },
    });
    expect(console.rows.copying).toBeNull();
    expect(console.state.notice?.text).toBe('Not copied: Interrupted.');
  });

  it('stops reading when the rows are left', () => {
    const console = clipped();
    chosen(console, 'row as text');
    const requestId = console.rows.copying?.requestId ?? -1;
    console.press('escape', 'escape').press('/').type('Role').press('enter');
    expect(console.takeEffects()).toContainEqual({ type: 'cancel-request', requestId });
    expect(console.state.running.has(requestId)).toBe(false);
  });

  it('refuses what no clipboard takes', () => {
    const console = clipped(50_000_000);
    expect(chosen(console, 'row as json')).toEqual([]);
    expect(console.state.notice?.text).toBe('Not copied: 47.7 MB is too much for a clipboard.');
  });
});
