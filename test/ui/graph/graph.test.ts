import { describe, expect, it } from 'vitest';
import { reportError } from '../../../src/errors.ts';
import { breadcrumb } from '../../../src/ui/breadcrumb.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { graphFrame, graphOnScreen, openGraphConsole } from './graph-console.ts';
import { schemaOfKeys } from './schema-of-keys.ts';

const shop = [
  'Post.authorId>User',
  'Post.editorId?>User',
  'Comment.postId>Post',
  'Comment.userId>User',
  'Profile.userId!>User',
  'User.roleId?>Role',
  'User.managerId?>User',
  'User<UserPermission>Permission',
  'Order.userId?>User',
  'Item.orderId>Order',
  'Item.productId>Product',
  'Tag',
];
const small = { columns: 80, rows: 24 };
const large = { columns: 200, rows: 60 };
const children = Array.from({ length: 40 }, (_, index) => `Child${String(index + 10)}.userId>User`);

describe('a model among its neighbours', () => {
  it.each([small, large])('stands whole at $columns by $rows', async (size) => {
    const console = openGraphConsole(shop, 'User', size);
    const name = `graph-${String(size.columns)}x${String(size.rows)}`;
    await expect(await graphFrame(console)).toMatchFileSnapshot(`golden/${name}.txt`);
    await expect(await graphFrame(console.press('-', 'right'))).toMatchFileSnapshot(`golden/${name}-far.txt`);
    await expect(await graphFrame(console.press('-'))).toMatchFileSnapshot(`golden/${name}-whole.txt`);
  });

  it('has what it refers to on the left, what refers to it on the right, and passes pure join tables', async () => {
    const frame = await graphFrame(openGraphConsole(shop, 'User', large));
    expect(frame).toMatch(/Role +│┼○─+○<─/);
    expect(frame).toMatch(/┼┼─+○<│ Comment/);
    expect(frame).toMatch(/┼┼─+○┼│ Profile/);
    expect(frame).toMatch(/>○─+○<│ Permission/);
    expect(frame).not.toContain('UserPermission');
  });

  it('draws several keys between two as one line with their number', async () => {
    const console = openGraphConsole(shop, 'User', large);
    expect(await graphFrame(console)).toMatch(/┼○─+2─+○<│ Post/);
    const frame = await graphFrame(walkTo(console, 'Post'));
    expect(frame).toContain('Post.authorId → User.id: each User has any number of Post');
    expect(frame).toContain('Post.editorId → User.id');
    expect(frame).toContain('Post belongsTo author, User hasMany Posts · no foreign key in the database');
  });

  it('tells how much of what ties two is below, and scrolls to it', async () => {
    const console = openGraphConsole(shop, 'Post', small).press('left');
    expect(await graphFrame(console)).toMatch(/┼○2○</);
    expect(await graphFrame(console)).toMatch(/── Post — User {2}⇧↓ \d ─/);
    expect(await graphFrame(console)).not.toContain('Post.editorId');
    const below = await graphFrame(console.press(...Array.from({ length: 12 }, () => 'shift+down')));
    expect(below).toContain('Post.editorId → User.id');
    expect(below).toMatch(/── Post — User ─/);
    expect(await graphFrame(console.press('right', 'left'))).toMatch(/⇧↓ \d/);
  });

  it('scrolls the names of a cluster', async () => {
    const console = openGraphConsole([...shop, ...children], null, small);
    expect(await graphFrame(console)).toMatch(/⇧↓ \d/);
    const below = await graphFrame(console.press(...Array.from({ length: 30 }, () => 'shift+down')));
    expect(below).toContain('Child49');
    expect(below).not.toMatch(/⇧↓/);
  });

  it('scrolls forty neighbours with the one under the cursor in view, and says how many are off', async () => {
    const console = openGraphConsole([...shop, ...children], 'User', small).press('right', 'G');
    expect(await graphFrame(console)).toMatch(/↑ \d+ more/);
    const frame = await graphFrame(console.press(...Array.from({ length: 25 }, () => 'up')));
    expect(frame).toMatch(/↑ \d+ more[^]*↓ \d+ more/);
    const { cursor } = graphOnScreen(console);
    expect(cursor.side !== 'centre' && frame.includes(`[${cursor.near}]`)).toBe(true);
    expect(await graphFrame(console.press('g'))).toContain('[Child10]');
  });

  it('draws no border of a box that is scrolled off, at either end', async () => {
    const console = openGraphConsole([...shop, ...children], 'User', small).press('-', 'right');
    for (const key of ['g', ...Array.from({ length: 44 }, () => 'down')]) {
      const frame = await graphFrame(console.press(key));
      expect(frame).not.toMatch(/↑ \d+ more\n.*╰──/);
      expect(frame).not.toMatch(/╭──.*\n.*↓ \d+ more/);
    }
  });

  it('tells by what its rows refer to rows of its own', async () => {
    const keys = ['User.managerId?>User', 'User<Friend>User'];
    const frame = await graphFrame(openGraphConsole(keys, 'User', small));
    expect(frame).toMatch(/│ ↺ through Friend +[│├]/);
    expect(frame).toMatch(/│ ↺ by managerId +[│├]/);
  });

  it('has the names of neighbours whole before the box in the middle is wide', async () => {
    const keys = ['User.theRoleThatTheUserHasNowId>Role', 'UserPermission.userId>User'];
    expect(await graphFrame(openGraphConsole(keys, 'User', small))).toMatch(/─○<│ UserPermission │/);
  });

  it('cuts names that begin alike in their middle, and says the one under the cursor whole', async () => {
    const names = ['Reminder', 'Rejection'].map((end) => `OrganizationInvitation${end}`);
    const keys = [...names.map((name) => `${name}.invitationId>Invitation`), 'Invitation.roleId>Role'];
    const frame = await graphFrame(openGraphConsole(keys, 'Invitation', small).press('right'));
    expect(frame).toMatch(/│ Org\w*…\w*inder │/);
    expect(frame).toMatch(/│›Org\w*…\w*ction │/);
    expect(frame).toMatch(/── OrganizationInvitationRejection {2}⇧↓ \d ─+ neighbours/);
  });

  it('cuts long and wide names at their boxes', async () => {
    const name = '会社情報テーブル名称とても長い名前';
    const frame = await graphFrame(
      openGraphConsole([`User.会社Id>${name}`, 'Post.userId>User'], 'User', small),
    );
    expect(frame).toMatch(/│ 会社情…い名前 +│┼┼─/);
    const edges = frame.split('\n').flatMap((line) => (line.startsWith('╭') ? [line.indexOf('╮')] : []));
    expect(edges.every((edge) => edge > 0)).toBe(true);
  });

  it('calls no table missing where the database could not be asked', async () => {
    const console = openGraphConsole(shop, 'User', large);
    expect(await graphFrame(console)).toContain(' not in the database ·');
    const schema = { ...schemaOfKeys(shop), tableProblem: reportError(new Error('No server answers.')) };
    const frame = await graphFrame(console.send({ type: 'schema-read', schema }));
    expect(frame).toContain(' the database was not asked ·');
    expect(frame).not.toContain('not in the database');
  });

  it('says so where there is no model and no table', async () => {
    expect(await graphFrame(openGraphConsole([], null))).toContain(
      'There is no model and no table here yet.',
    );
  });

  it('says so where a model is gone', async () => {
    const console = openGraphConsole(shop, 'Gone', small);
    expect(await graphFrame(console)).toContain('The schema has no Gone any more.');
    expect(await graphFrame(console.press('right', 'enter', 'o', '-', '-'))).toContain('whole schema');
  });

  it('says what is being read, and what went wrong until it is read again', async () => {
    const console = openGraphConsole([], null, small);
    console.state = { ...console.state, schema: { status: 'loading' } };
    expect(await graphFrame(console)).toContain('Reading the schema …');
    const report = {
      code: 'x',
      kind: 'failed',
      message: 'No models.',
      remedy: 'Mend it.',
      details: {},
    } as const;
    console.send({ type: 'request-failed', failed: { part: 'schema' }, report });
    expect(await graphFrame(console)).toContain('No models.');
    console.takeEffects();
    expect(console.press('r').takeEffects()).toEqual([{ type: 'read-schema' }]);
  });
});

describe('walking', () => {
  it('goes over the lines and comes back to where it was on a side', () => {
    const console = openGraphConsole(shop, 'User', small).press('right', 'G');
    expect(graphOnScreen(console).cursor).toEqual({ side: 'right', near: 'Profile', far: null });
    console.press('left');
    expect(graphOnScreen(console).cursor).toEqual({ side: 'centre' });
    console.press('h');
    expect(graphOnScreen(console).cursor).toEqual({ side: 'left', near: 'Role', far: null });
    console.press('l', 'l');
    expect(graphOnScreen(console).cursor).toEqual({ side: 'right', near: 'Profile', far: null });
  });

  it('goes on to what stands a step further, and back to what it hangs on', () => {
    const console = walkTo(openGraphConsole(shop, 'User', large).press('-'), 'Order').press('right');
    expect(graphOnScreen(console).cursor).toEqual({ side: 'right', near: 'Order', far: 'Item' });
    console.press('right', 'left');
    expect(graphOnScreen(console).cursor).toEqual({ side: 'right', near: 'Order', far: null });
  });

  it('brings a side in view that had no room', async () => {
    const console = openGraphConsole(shop, 'User', small).press('-', 'right');
    expect(await graphFrame(console)).toContain('◂ refers to 1');
    expect(await graphFrame(console.press('left', 'left'))).toMatch(/5 refer to it ▸/);
    expect(graphOnScreen(console).cursor).toEqual({ side: 'left', near: 'Role', far: null });
  });

  it('puts the chosen one in the middle, and Esc leads back box by box', () => {
    const console = walkTo(openGraphConsole(shop, 'User', large), 'Order').press('enter');
    walkTo(console, 'Item').press('enter');
    expect(breadcrumb(console.state)).toBe('User graph › Order › Item');
    console.press('escape');
    expect(graphOnScreen(console)).toMatchObject({ centre: 'Order', cursor: { near: 'Item' } });
    console.press('backspace');
    expect(graphOnScreen(console)).toMatchObject({ centre: 'User', cursor: { near: 'Order' } });
  });

  it('opens rows and query of what is under the cursor', () => {
    const console = walkTo(openGraphConsole(shop, 'User', large), 'Order').press('o');
    expect(currentScreen(console.state)).toMatchObject({ type: 'rows', label: 'Order' });
    console.press('escape', 'b');
    expect(currentScreen(console.state)).toMatchObject({
      type: 'query',
      spec: { source: { name: 'Order' } },
    });
  });

  it('finds any model by its name', () => {
    const console = openGraphConsole(shop, 'User', large).press('/').type('prodct').press('enter');
    expect(graphOnScreen(console).centre).toBe('Product');
  });
});

it('asks for the schema once, when the first screen that shows it is opened', () => {
  const console = openGraphConsole(shop, null, large);
  console.state = { ...console.state, schema: { status: 'idle' } };
  expect(console.press('A').takeEffects()).toEqual([{ type: 'read-schema' }]);
  expect(console.press('A').takeEffects()).toEqual([]);
  console.send({ type: 'schema-read', schema: schemaOfKeys(shop) });
  expect(console.press('A').takeEffects()).toEqual([]);
});

/** From the middle down the right side. */
function walkTo(console: ReturnType<typeof openGraphConsole>, node: string): typeof console {
  console.press('right', 'g');
  for (let step = 0; step < 50; step += 1) {
    const { cursor } = graphOnScreen(console);
    if (cursor.side !== 'centre' && cursor.near === node) return console;
    console.press('down');
  }
  throw new Error(`${node} is not on the right side.`);
}
