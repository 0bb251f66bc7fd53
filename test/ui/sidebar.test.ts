import { describe, expect, it } from 'vitest';
import { currentScreen } from '../../src/ui/state.ts';
import { sidebarItems } from '../../src/ui/sidebar/items.ts';
import { openConsole, TestConsole } from './support/console.ts';

const database = {
  host: 'localhost',
  port: 5432,
  database: 'app',
  user: 'ada',
  serverVersion: '15.18',
  readOnly: false,
  embedded: false,
};

describe('the search of the sidebar', () => {
  it('opens its best match, and is over', () => {
    const console = openConsole().press('/').type('Device').press('enter');
    expect(console.rows.label).toBe('UserDevice');
    expect(console.state.sidebar).toMatchObject({ isSearching: false, search: { text: '' } });
  });

  it('stays open without a match, so that Enter opens nothing else', () => {
    const console = openConsole().send({ type: 'database-connected', database });
    console.press('/').type('Ritual').press('enter', 'enter');
    expect(console.state.screens).toHaveLength(1);
    expect(console.state.sidebar).toMatchObject({ isSearching: true, search: { text: 'Ritual' } });
    expect(console.state.notice?.text).toBe('Nothing here is called "Ritual".');
  });

  it('opens what is loaded only after Enter, unless something else is typed', () => {
    const loaded = openConsole().state.models;
    if (loaded.status !== 'ready') throw new Error('the models of a test are there');
    const { value: models } = loaded;
    const early = new TestConsole().press('/').type('Role').press('enter');
    expect(early.state.notice?.text).toBe('Still loading: "Role" opens when it is here.');
    expect(early.send({ type: 'models-loaded', models }).rows.label).toBe('Role');

    const typed = new TestConsole().press('/').type('Rol').press('enter').type('e');
    typed.send({ type: 'models-loaded', models });
    expect(typed.state.screens).toHaveLength(1);
    expect(typed.state.sidebar.search.text).toBe('Role');
  });
});

describe('the places of the whole project', () => {
  it.each(['Schema', 'Tour', 'Checks', 'Activity', 'Project', 'Log'])('open %s as its key does', (name) => {
    const item = sidebarItems(openConsole().state).find((one) => one.name === name);
    expect(item?.aside).toMatch(/^[A-Z]$/);
    const opened = openConsole().press('/').type(name).press('enter');
    const byKey = openConsole().press(item?.aside ?? '');
    expect(currentScreen(opened.state).type).toBe(currentScreen(byKey.state).type);
    expect(opened.state.screens).toHaveLength(2);
  });

  it('stand last, after the tables', () => {
    expect(sidebarItems(openConsole().state).map(({ name }) => name)).toEqual([
      'Role',
      'User',
      'UserDevice',
      'SequelizeMeta',
      'Schema',
      'Tour',
      'Checks',
      'Activity',
      'Migrations',
      'Seeders',
      'Project',
      'Log',
    ]);
  });
});
