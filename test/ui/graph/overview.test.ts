import { describe, expect, it } from 'vitest';
import { breadcrumb } from '../../../src/ui/breadcrumb.ts';
import { contextsOf } from '../../../src/ui/contexts.ts';
import { actionsIn } from '../../../src/ui/keymap.ts';
import { openConsole, type TestConsole } from '../support/console.ts';
import { graphFrame, graphOnScreen, openGraphConsole } from './graph-console.ts';
import { schemaOfKeys } from './schema-of-keys.ts';

const team = ['Post.authorId>User', 'Comment.postId>Post', 'Session.userId>User', 'User<UserRole>Role'];
const shop = [
  ...team,
  'Order.userId?>User',
  'Order.payerId?>User',
  'Item.orderId>Order',
  'Refund.orderId>Order',
  'Parcel.orderId>Order',
  'Parcel.itemId>Item',
  'User.lastOrderId?>Order',
  'Product.makerId>Maker',
  'Item.productId>Product',
  'Stock.productId>Product',
  'Price.productId>Product',
  'Photo.productId>Product',
  'Review.productId>Product',
  'Setting',
];
const small = { columns: 80, rows: 24 };
const large = { columns: 200, rows: 60 };

/** What the last line says that Enter does. */
function hintOfEnter({ state }: TestConsole): string | undefined {
  return actionsIn(contextsOf(state)).find(({ keys }) => keys.includes('enter'))?.hint;
}

it('says of Enter that it opens a cluster, and puts a model in the middle', () => {
  const console = openGraphConsole(shop, null, large);
  expect(hintOfEnter(console)).toBe('open');
  expect(hintOfEnter(console.press('enter'))).toBe('to the middle');
  expect(hintOfEnter(console.press('enter'))).toBe('to the middle');
  expect(hintOfEnter(openGraphConsole(team, null, large).press('-', '-'))).toBe('to the middle');
});

describe('a schema of one cluster', () => {
  it('begins around its hub, where the overview would be one tile', async () => {
    const console = openGraphConsole([...team, 'Setting'], null, small);
    expect(graphOnScreen(console)).toMatchObject({ centre: 'User', zoom: 'near' });
    expect(breadcrumb(console.state)).toBe('User graph');
    console.press('-', '-');
    expect(await graphFrame(console)).toContain('7 tables, 5 relations');
  });

  it('begins around what is under the cursor of the sidebar', () => {
    const console = openConsole().send({ type: 'schema-read', schema: schemaOfKeys(['User.roleId>Role']) });
    expect(graphOnScreen(console.press('j', 'A')).centre).toBe('User');
    console.press('escape', 'escape').state = { ...console.state, focus: 'main' };
    expect(graphOnScreen(console.press('A')).centre).toBe('User');
  });

  it('shows its models where nothing is nearer, with the cursor on the one that was in the middle', async () => {
    const console = openGraphConsole(team, 'Post', small).press('-', '-');
    const frame = await graphFrame(console);
    expect(frame).toContain('6 tables, 5 relations');
    expect(frame).toContain('[Post]');
    expect(graphOnScreen(console.press('enter'))).toMatchObject({ centre: 'Post', zoom: 'near' });
  });

  it('waits for the schema to know its hub', () => {
    const console = openGraphConsole([], null, small);
    console.state = { ...console.state, schema: { status: 'idle' } };
    console.press('A');
    expect(breadcrumb(console.state)).toBe('Graph › Graph');
    console.send({ type: 'schema-read', schema: schemaOfKeys(team) });
    expect(graphOnScreen(console).centre).toBe('User');
  });

  it('is all there is to see of models that have nothing to do with each other', async () => {
    const console = openGraphConsole(['Setting', 'Token'], null, small);
    expect(graphOnScreen(console).centre).toBeNull();
    expect(await graphFrame(console)).toContain('2 tables, nothing refers to anything');
  });
});

describe('the clusters', () => {
  it('are a step beyond two steps, with the cursor on the one of the model', () => {
    const console = openGraphConsole(shop, 'Stock', large).press('-', '-');
    expect(graphOnScreen(console)).toMatchObject({ zoom: 'clusters', tile: 0 });
    console.press('-');
    expect(console.state.notice?.text).toBe('This is the whole schema.');
  });

  it('open into their models, and those into their neighbours', async () => {
    const console = openGraphConsole(shop, null, small);
    expect(await graphFrame(console)).toMatch(/17 tables in \d clusters/);
    console.press('enter');
    expect(await graphFrame(console)).toContain('The cluster of Product: 6 tables');
    console.press('right', '+');
    expect(graphOnScreen(console)).toMatchObject({ zoom: 'near', centre: 'Maker' });
    console.press('escape', '-');
    expect(graphOnScreen(console)).toMatchObject({ centre: null, cluster: null, tile: 0 });
  });

  it.each([small, large])('stand whole at $columns by $rows', async (size) => {
    const name = `clusters-${String(size.columns)}x${String(size.rows)}`;
    const frame = await graphFrame(openGraphConsole(shop, null, size).press('right'));
    await expect(frame).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});

describe('tiles', () => {
  it('say by how many keys they are tied to the one under the cursor', async () => {
    const console = openGraphConsole(shop, null, small);
    expect(await graphFrame(console)).toMatch(/╭─+╮ ╭─+ 1 key ─╮ ╭─+╮/);
    const frame = await graphFrame(console.press('right'));
    expect(frame).toMatch(/╭─+ 1 key ─╮ ╭─+╮ ╭─+ 1 key ─╮/);
    expect(frame).toContain('Refers to Product (1 key). Referred to by Post (1 key)');
  });

  it('say so too within a cluster, where a join table ties two without a key between them', async () => {
    const frame = await graphFrame(openGraphConsole(team, 'User', large).press('-', '-'));
    expect(frame).toMatch(/─ 1 key ─╮/);
    expect(frame).toMatch(/─ many to many ─╮/);
  });

  it('that are scrolled off are counted, with those that are tied', async () => {
    const children = Array.from({ length: 20 }, (_, index) => `Child${String(index + 10)}.userId>User`);
    const frame = await graphFrame(openGraphConsole(children, 'User', small).press('-', '-'));
    expect(frame).toMatch(/↓ 1\d, 1\d tied/);
  });

  it('grow with what they hold where there is room, and list it a line each', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `Child${String(index + 10)}.orderId>Order`);
    const frame = await graphFrame(openGraphConsole([...shop, ...many], null, large));
    expect(frame).toMatch(/│ Post +│/);
    expect(frame).toMatch(/│ … \d+ more +│/);
  });
});
