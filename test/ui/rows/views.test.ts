import { describe, expect, it } from 'vitest';
import type { SavedView } from '../../../src/queries/views/saved-view.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { openConsole, type TestConsole } from '../support/console.ts';

const young: SavedView = {
  name: 'young',
  source: { type: 'model', name: 'User' },
  scopes: [{ name: 'active', arguments: [] }],
  isUnscoped: false,
  filter: 'age < 3',
  order: [{ attribute: 'name', direction: 'desc' }],
  softDeleted: 'shown',
  isDefault: false,
  columns: {
    order: ['name', 'id', 'roleId'],
    hidden: ['roleId'],
    frozen: 1,
    widths: [{ name: 'name', width: 30 }],
  },
};

function users(...views: readonly SavedView[]): TestConsole {
  const console = openConsole().send({ type: 'views-read', views, told: null });
  return console.press('/').type('User').press('enter').answerPages(90);
}

describe('saved views', () => {
  it('are read as soon as the project is known', () => {
    const project = { root: '/srv', name: 'shop', environment: 'development', choices: [] };
    const paths = { models: null, migrations: null, seeders: null, config: null };
    const console = openConsole().send({ type: 'project-found', project: { ...project, paths } as never });
    expect(console.takeEffects()).toEqual([{ type: 'read-views' }]);
  });

  it('keep filter, scopes, order and columns under a typed name', () => {
    const console = users()
      .press('F')
      .type('age < 3')
      .press('enter')
      .answerPages(9)
      .press('l', 'o')
      .answerPages(9);
    console.press('z', 'H', 'V').type('save').press('enter').type('my view').press('enter');
    expect(console.takeEffects()).toEqual([
      {
        type: 'save-view',
        told: 'Saved the view "my view".',
        view: {
          ...young,
          name: 'my view',
          scopes: [],
          order: [{ attribute: 'name', direction: 'asc' }],
          softDeleted: 'hidden',
          columns: { order: [], hidden: ['name'], frozen: 1, widths: [] },
        },
      },
    ]);
  });

  it('are opened from the list, and left again', () => {
    const console = users(young).press('V').type('young').press('enter');
    const { columns, name, source, isDefault, ...spec } = young;
    expect([name, source, isDefault]).toEqual(['young', console.rows.spec.source, false]);
    expect(console.rows.spec).toMatchObject(spec);
    expect(console.rows.columnView).toEqual(columns);
    console.answerPages(9);
    expect(console.rows.columns[1]?.width).toBe(30);
    console.press('V').type('no view').press('enter');
    expect(console.rows.spec).toMatchObject({ filter: '', scopes: [], order: [], softDeleted: 'hidden' });
    expect(console.rows.columnView.hidden).toEqual([]);
  });

  it('open with the source when they are its default', () => {
    const console = users({ ...young, isDefault: true });
    expect(console.rows.spec.filter).toBe('age < 3');
    expect(console.rows.columnView.hidden).toEqual(['roleId']);
    console.press('V').type('choose').press('enter').type('none').press('enter');
    expect(console.takeEffects()).toMatchObject([
      { type: 'save-view', view: { name: 'young', isDefault: false } },
    ]);
  });

  it('belong to one source', () => {
    const console = users({ ...young, source: { type: 'model', name: 'Role' }, isDefault: true });
    expect(console.rows.spec.filter).toBe('');
    expect(JSON.stringify(console.press('V').state.overlay)).not.toContain('young');
  });

  it('are deleted when that is confirmed', () => {
    const console = users(young).press('V').type('delete').press('enter', 'enter');
    console.takeEffects();
    expect(console.press('enter').takeEffects()).toEqual([]);
    console.press('V').type('delete').press('enter', 'enter', 'y');
    expect(console.takeEffects()).toMatchObject([
      { type: 'delete-view', view: { name: 'young', source: { type: 'model', name: 'User' } } },
    ]);
  });

  it('that cannot be read are one notice, and the whole error to who asks for them', () => {
    const console = users();
    const report = {
      code: 'views-unreadable',
      kind: 'failed',
      message: 'The saved views cannot be read.',
      remedy: 'Mend the file.',
      details: {},
    } as const;
    console.send({ type: 'request-failed', failed: { part: 'views' }, report });
    expect(console.state.notice).toEqual({
      tone: 'bad',
      text: 'The saved views cannot be read. V shows the error whole.',
    });
    console.takeEffects();
    expect(console.press('V').takeEffects()).toEqual([{ type: 'read-views' }]);
    expect(console.state.overlay).toBeNull();
    console.send({ type: 'request-failed', failed: { part: 'views' }, report });
    expect(currentScreen(console.state)).toMatchObject({ type: 'value', title: 'Saved views' });
    console.send({ type: 'views-read', views: [young], told: null });
    expect(console.state.notice?.text).toContain('can be read again');
    console.press('escape', 'V');
    expect(JSON.stringify(console.state.overlay)).toContain('young');
  });
});
