/** A console without a terminal: the state after a list of messages, and the effects they asked for. */
import type { JournalView } from '../../../src/journal/journal.ts';
import type { Page, PagePlace, QuerySpec } from '../../../src/queries/query-spec.ts';
import type { AttributeSummary, ModelSummary } from '../../../src/schema/description.ts';
import type { Effect } from '../../../src/ui/effects.ts';
import type { Message } from '../../../src/ui/messages.ts';
import type { RowsScreen } from '../../../src/ui/screens/rows/state.ts';
import { currentScreen, initialState, type State } from '../../../src/ui/state.ts';
import { namedKey, printableKey } from '../../../src/ui/terminal/key.ts';
import { update } from '../../../src/ui/update.ts';

export class TestConsole {
  state: State;
  effects: Effect[] = [];

  constructor(size = { columns: 120, rows: 36 }) {
    this.state = initialState(size);
  }

  send(...messages: readonly Message[]): this {
    for (const message of messages) {
      const [state, effects] = update(this.state, message);
      this.state = state;
      this.effects.push(...effects);
    }
    return this;
  }

  /** Keys by name (`enter`, `ctrl+c`), or single characters. */
  press(...names: readonly string[]): this {
    for (const name of names) {
      const isNamed = name.length > 1;
      const ctrl = name.startsWith('ctrl+');
      const key = ctrl
        ? printableKey(name.slice(5), { ctrl: true, alt: false, shift: false })
        : isNamed
          ? namedKey(name)
          : printableKey(name);
      this.send({ type: 'key-pressed', key });
    }
    return this;
  }

  type(text: string): this {
    return this.press(...Array.from(text, (character) => (character === ' ' ? 'space' : character)));
  }

  /** The effects asked for since the last call. */
  takeEffects(): readonly Effect[] {
    return this.effects.splice(0);
  }

  get rows(): RowsScreen {
    const screen = currentScreen(this.state);
    if (screen.type !== 'rows') throw new Error(`The screen is ${screen.type}, not rows.`);
    return screen;
  }

  /** Answers every page that was asked for with rows numbered by their position. */
  answerPages(total: number, columns: readonly string[] = ['id', 'name', 'roleId']): this {
    return this.answerPagesWith((spec) => numberedPage(spec.place, total, columns));
  }

  answerPagesWith(pageOf: (spec: QuerySpec) => Page): this {
    for (const effect of this.takeEffects()) {
      if (effect.type !== 'load-page') continue;
      const { requestId, screenId, spec } = effect;
      this.send({ type: 'page-arrived', requestId, screenId, page: pageOf(spec) });
    }
    return this;
  }
}

/** A console that knows User, Role and UserDevice, connected. */
export function openConsole(size?: { columns: number; rows: number }): TestConsole {
  const console = new TestConsole(size);
  console.send(
    { type: 'models-loaded', models: { models: [role, user, userDevice], instances: [], problems: [] } },
    {
      type: 'tables-read',
      tables: [
        { ...table('users', 5000), model: 'User' },
        { ...table('roles', 2), model: 'Role' },
        { ...table('user_devices', 12000), model: 'UserDevice' },
        { ...table('SequelizeMeta', 4), model: null },
      ],
    },
  );
  console.takeEffects();
  return console;
}

/** Rows whose cells and bookmarks say their numbers: the page that a table of `total` rows has at a place. */
export function numberedPage(place: PagePlace, total: number, columns: readonly string[]): Page {
  const [first, end] = rangeOf(place, total);
  const numbers = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  return {
    columns: columns.map((name, index) => ({
      name,
      type: 'varchar(255)',
      kind: 'text',
      isPrimaryKey: index === 0,
      isVirtual: false,
    })),
    rows: numbers.map((number) => columns.map((name) => `${name} ${String(number)}`)),
    bookmarks: numbers.map((number) => ({ type: 'keys', keys: [String(number)] })),
    clipped: [],
    hasBefore: first > 0,
    hasAfter: end < total,
    paging: { method: 'keys' },
    sql: `SELECT ${columns.join(', ')} FROM users LIMIT 101`,
    shortSql: `SELECT ${columns.join(', ')} FROM users LIMIT 100`,
    durationMs: 3,
  };
}

function rangeOf(place: PagePlace, total: number): readonly [number, number] {
  switch (place.type) {
    case 'start':
      return [0, Math.min(100, total)];
    case 'end':
      return [Math.max(0, total - 100), total];
    case 'offset':
      return [place.offset, Math.min(place.offset + 100, total)];
    case 'after':
    case 'before':
    case 'from':
    case 'at': {
      const number = place.bookmark.type === 'keys' ? Number(place.bookmark.keys[0]) : place.bookmark.offset;
      if (place.type === 'at') return [number, number + 1];
      if (place.type === 'before') return [Math.max(0, number - 100), number];
      const first = place.type === 'after' ? number + 1 : number;
      return [first, Math.min(first + 100, total)];
    }
  }
}

export function journalView(
  states: Readonly<Record<string, 'pending' | 'executed' | 'orphaned'>>,
): JournalView {
  return {
    kind: 'migrations',
    entries: Object.entries(states).map(([name, state]) => ({
      name,
      state,
      path: state === 'orphaned' ? null : `/app/migrations/${name}`,
    })),
    folder: '/app/migrations',
    storage: { type: 'sequelize', table: 'SequelizeMeta', schema: null },
    exists: true,
  };
}

function table(name: string, rowEstimate: number) {
  return { schema: 'public', name, kind: 'table', isOnPath: true, rowEstimate, byteLength: 8192 } as const;
}

function model(name: string, tableName: string): ModelSummary {
  return {
    name,
    table: tableName,
    schema: null,
    primaryKey: ['id'],
    isParanoid: true,
    hasDefaultScope: false,
    defaultScope: null,
    attributes: [],
    associations: [],
    scopes: [],
  };
}

function attribute(name: string, type: string): AttributeSummary {
  return {
    name,
    column: name,
    type,
    isNullable: false,
    isPrimaryKey: name === 'id',
    isUnique: false,
    defaultValue: null,
    enumValues: null,
    references: null,
    comment: null,
    validations: [],
  };
}

const role = model('Role', 'roles');
const userDevice: ModelSummary = {
  ...model('UserDevice', 'user_devices'),
  isParanoid: false,
  associations: [
    {
      name: 'user',
      type: 'belongsTo',
      target: 'User',
      foreignKey: 'userId',
      sourceKey: 'userId',
      targetKey: 'id',
      through: null,
      otherKey: null,
      isSingular: true,
    },
  ],
};
const user: ModelSummary = {
  ...model('User', 'users'),
  attributes: [
    attribute('id', 'UUID'),
    attribute('email', 'VARCHAR(255)'),
    attribute('status', 'ENUM'),
    attribute('loginCount', 'INTEGER'),
    attribute('createdAt', 'TIMESTAMP WITH TIME ZONE'),
  ],
  hasDefaultScope: true,
  defaultScope: '{ attributes: { exclude: ["passwordHash"] } }',
  associations: [
    {
      name: 'role',
      type: 'belongsTo',
      target: 'Role',
      foreignKey: 'roleId',
      sourceKey: 'roleId',
      targetKey: 'id',
      through: null,
      otherKey: null,
      isSingular: true,
    },
    {
      name: 'devices',
      type: 'hasMany',
      target: 'UserDevice',
      foreignKey: 'userId',
      sourceKey: 'id',
      targetKey: 'userId',
      through: null,
      otherKey: null,
      isSingular: false,
    },
  ],
  scopes: [
    { name: 'active', isFunction: false, parameters: [], condition: "{ status: 'active' }" },
    { name: 'verified', isFunction: false, parameters: [], condition: '{ emailVerified: true }' },
    { name: 'registeredSince', isFunction: true, parameters: ['date'], condition: null },
  ],
};
