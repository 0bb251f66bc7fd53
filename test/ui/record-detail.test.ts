/** What a record says of its attributes beside their values. */
import { expect, it, describe } from 'vitest';
import type { AttributeSummary, TableDescription } from '../../src/schema/description.ts';
import { attributeDetails } from '../../src/ui/screens/record/detail.ts';
import { recordLines } from '../../src/ui/screens/record/items.ts';
import { currentScreen, type State } from '../../src/ui/state.ts';
import { plainColumn, plainTable } from '../support/catalog-pieces.ts';
import { openConsole, type TestConsole } from './support/console.ts';

const attribute: AttributeSummary = {
  name: 'name',
  column: 'full_name',
  type: 'TEXT',
  isNullable: true,
  isPrimaryKey: false,
  isUnique: false,
  defaultValue: "'anonymous'",
  enumValues: null,
  references: null,
  comment: 'as the model has it',
  validations: [],
};

const users: TableDescription = {
  ...plainTable({ name: 'users' }),
  model: 'User',
  models: ['User'],
  columns: [
    column('id', false, 'generated always as identity', null),
    column('full_name', false, "'?'::text", 'How\u001b[31m to address\nsomebody'),
  ],
};

function column(
  name: string,
  isNullable: boolean,
  defaultExpression: string | null,
  comment: string | null,
): TableDescription['columns'][number] {
  return plainColumn({ name, isNullable, defaultExpression, isPrimaryKey: name === 'id', comment });
}

/** A console that knows User's attributes, the table's when `isDescribed`. */
function opened(columns: number, isDescribed = true): TestConsole {
  const console = openConsole({ columns, rows: 36 });
  const { models } = console.state;
  if (models.status !== 'ready') throw new Error('no models');
  const virtual = { ...attribute, name: 'initials', column: null, comment: 'made of the name' };
  const known = models.value.models.map((model) =>
    model.name === 'User'
      ? { ...model, attributes: [{ ...attribute, name: 'id', column: 'id' }, attribute, virtual] }
      : model,
  );
  console.send({ type: 'models-loaded', models: { ...models.value, models: known } });
  console.takeEffects();
  console.press('/').type('User').press('enter').answerPages(3, ['id', 'name', 'initials']);
  if (isDescribed) console.send({ type: 'table-described', table: users });
  return console.press('enter');
}

function detail(state: State, name: string): string {
  return attributeDetails(state, { type: 'model', name: 'User' })(name);
}

function lines(console: TestConsole, width: number): ReturnType<typeof recordLines> {
  const screen = currentScreen(console.state);
  if (screen.type !== 'record') throw new Error(`The screen is ${screen.type}, not a record.`);
  return recordLines(console.state, screen, width);
}

describe('details of attributes', () => {
  it('are those of the table, where the catalog was read', () => {
    const { state } = opened(120);
    expect(detail(state, 'id')).toBe('not null · generated always as identity · as the model has it');
    expect(detail(state, 'name')).toContain("not null · default '?' · How");
  });

  it('are those of the model before, and of a virtual attribute its comment only', () => {
    const { state } = opened(120, false);
    expect(detail(state, 'name')).toBe("nullable · model default 'anonymous' · as the model has it");
    expect(detail(state, 'initials')).toBe('made of the name');
    expect(detail(state, 'made by a scope')).toBe('');
  });

  it('stand beside the values in a wide terminal, and go on a key', () => {
    const console = opened(200);
    expect(lines(console, 150)[0]).toMatchObject({ label: 'id', text: 'id 0' });
    const details = lines(console, 120).map((line) => line.detail ?? '');
    expect(details.join(' ')).toContain('not null · generated always as identity · as the model has it');
    console.press('d');
    expect(lines(console, 150).every((line) => line.detail === undefined)).toBe(true);
  });

  it('stand below the values on a key in a narrow one, free of control bytes', () => {
    const console = opened(80);
    const before = lines(console, 58).length;
    const texts = lines(console.press('d'), 58).map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(before);
    expect(texts.join(' ')).toContain("not null · default '?'");
    expect(texts.join('')).not.toContain('\u001b');
  });
});
