import { expect, it } from 'vitest';
import { paintSchema } from '../../../src/ui/screens/schema/paint.ts';
import { foundOn } from '../../../src/ui/screens/schema/update.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { schemaOfKeys } from '../graph/schema-of-keys.ts';
import { TestConsole } from '../support/console.ts';
import { paneText, shopConsole } from './schema-console.ts';

function search(console: TestConsole, text: string): TestConsole {
  return console.press('I').type(text);
}

function found(console: TestConsole): readonly string[] {
  const screen = currentScreen(console.state);
  if (screen.type !== 'schema') throw new Error(`The screen is ${screen.type}.`);
  return foundOn(console.state, screen).hits.map(({ entry }) => `${entry.kind} ${entry.before}${entry.text}`);
}

function frame(console: TestConsole, marks = false): string {
  const screen = currentScreen(console.state);
  if (screen.type !== 'schema') throw new Error(`The screen is ${screen.type}.`);
  return paneText(console, (canvas) => paintSchema(canvas, screen), marks);
}

it('shows every model and table before anything is typed', () => {
  expect(found(search(shopConsole(), ''))).toEqual([
    'model Customer',
    'model Order',
    'model public.audit_log',
  ]);
});

it('finds models, attributes, columns, enum values, associations and comments, each in its group', () => {
  expect(found(search(shopConsole(), 'order'))).toEqual([
    'model Order',
    'association Customer.orders',
    'comment Customer.status: Who may order',
    'comment Customer: People who order',
    'comment public.audit_log.what: Who ordered what',
  ]);
  expect(found(search(shopConsole(), 'banned'))).toEqual(['enum Customer.status = banned']);
  expect(found(search(shopConsole(), 'legacy'))).toEqual(['column Customer.legacy_code']);
});

it('finds a name by letters of it, and one place by model and name', () => {
  expect(found(search(shopConsole(), 'pwhash'))).toEqual(['attribute Customer.passwordHash']);
  expect(found(search(shopConsole(), 'Order.id'))).toContain('attribute Order.id');
  expect(found(search(shopConsole(), 'Order.id'))).not.toContain('attribute Customer.id');
});

it('marks the letters that matched', () => {
  expect(frame(search(shopConsole(), 'nick'), true)).toContain('Customer.<nick>name');
  expect(frame(search(shopConsole(), 'who what'), true)).toContain('<Who> ordered <what>');
});

it('opens the page of what was found, with the cursor on it, and comes back to the search', () => {
  const console = search(shopConsole(), 'nickname').press('enter');
  const page = currentScreen(console.state);
  expect(page).toMatchObject({ type: 'page', node: 'Customer', wanted: null });
  expect(page.type === 'page' && page.cursor).toBeGreaterThan(3);
  console.press('escape');
  expect(currentScreen(console.state)).toMatchObject({ type: 'schema', isTyping: false });
  console.press('a');
  expect(currentScreen(console.state)).toMatchObject({ type: 'graph', centre: 'Customer' });
});

it('leaves out what is said of a long name before it cuts the name, and never joins the two', () => {
  const name = 'OrganizationMembershipInvitationRemind';
  const console = new TestConsole({ columns: 80, rows: 24 });
  console.send({ type: 'schema-read', schema: schemaOfKeys([`${name}.userId>User`]) }).press('I');
  expect(frame(console)).toMatch(new RegExp(`${name} {2,}no table$`, 'm'));
  expect(frame(console)).toMatch(/User +no table · 1 column$/m);
});

it('lets the name of a long model give way to what was found in it', () => {
  const name = 'OrganizationMembershipInvitationReminderDeliveryAttemptsArchived';
  const console = new TestConsole({ columns: 80, rows: 24 });
  console.send({ type: 'schema-read', schema: schemaOfKeys([`${name}.recipientId>User`]) });
  expect(frame(search(console, 'recipient'))).toMatch(
    /OrganizationMembe…AttemptsArchived\.recipientId +INTEGER/,
  );
});

it('begins a long comment shortly before what was found in it', () => {
  const comment =
    'One line for each box that leaves the warehouse, also where a part of it is shipped at twice the price';
  const schema = schemaOfKeys(['Parcel']);
  const models = schema.models.map((one) => ({ ...one, model: { ...one.model, comment } }));
  const console = new TestConsole({ columns: 80, rows: 24 });
  console.send({ type: 'schema-read', schema: { ...schema, models } });
  expect(frame(search(console, 'shipped twice'), true)).toContain(
    'Parcel: …f it is <shipped> at <twice> the price',
  );
});

it('lists equally good ones in their own order, and counts those that it leaves out', () => {
  const numbers = Array.from({ length: 300 }, (_, index) => String(index).padStart(3, '0'));
  const console = new TestConsole({ columns: 80, rows: 24 });
  console.send({ type: 'schema-read', schema: schemaOfKeys(numbers.map((number) => `Entity${number}`)) });
  search(console, 'ent');
  expect(found(console)).toEqual(numbers.slice(0, 60).map((number) => `model Entity${number}`));
  expect(frame(console)).toContain('── 300 found ──');
  expect(frame(console)).toContain('Models and tables  the first 60 of 300\n');
  expect(frame(console.press('ctrl+u'))).toContain('Models and tables  300\n');
});

it('says so where nothing has it, until something else is typed', () => {
  const console = search(shopConsole(), 'zzz');
  expect(frame(console)).toContain('Nothing has "zzz" in it.');
  expect(console.press('enter').state.notice?.text).toBe('Nothing has "zzz" in it.');
  expect(console.press('backspace').state.notice).toBeNull();
});

it('moves among what was found while it is typed, and by every key once it is not', () => {
  const console = search(shopConsole(), '').press('down', 'down', 'up', 'escape', 'G', 'o');
  expect(currentScreen(console.state)).toMatchObject({ type: 'rows', label: 'public.audit_log' });
});
