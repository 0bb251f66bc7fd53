import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/queries/query-spec.ts';
import { runCode } from './run-code.ts';
import { useBoth } from './opened-both.ts';

const both = useBoth();

/** The columns that code brings, run as it stands, beside those of the spec that it is read as. */
async function columnsOf(
  code: string,
  name: 'rituality' | 'library',
): Promise<readonly [string[], string[]]> {
  const { queries, application } = both[name];
  const { spec } = await queries.specFromCode(code);
  const { columns }: Page = await queries.page(spec);
  const [row] = (await runCode(code, application.sequelize)) as readonly { toJSON(): object }[];
  return [columns.map((column) => column.name).sort(), Object.keys(row?.toJSON() ?? {}).sort()];
}

describe('attributes of pasted code', () => {
  it.each([
    ['rituality', "User.findAll({ attributes: { exclude: ['bio'] }, limit: 1 })"],
    ['rituality', "User.unscoped().findAll({ attributes: { exclude: ['bio'] }, limit: 1 })"],
    ['rituality', "User.scope('active').findAll({ attributes: { exclude: ['bio', 'email'] }, limit: 1 })"],
    ['rituality', "User.findAll({ attributes: { include: ['passwordHash'] }, limit: 1 })"],
    ['rituality', "User.findAll({ attributes: ['id', 'name'], limit: 1 })"],
    ['library', "Book.scope('counted').findAll({ attributes: { exclude: ['genre'] }, limit: 1 })"],
    ['library', "Book.scope('counted').findAll({ attributes: {}, limit: 1 })"],
  ] as const)('of %s are what a scope makes of them: %s', async (name, code) => {
    const [columns, attributes] = await columnsOf(code, name);
    expect(columns).toEqual(attributes);
  });

  it('of an include leave out what its default scope does', async () => {
    const code = "UserDevice.findAll({ include: { association: 'user', attributes: { exclude: ['bio'] } } })";
    const { spec } = await both.rituality.queries.specFromCode(code);
    const columns = spec.includes?.[0]?.columns ?? [];
    expect(columns).toContain('name');
    expect(columns).not.toContain('bio');
    expect(columns).not.toContain('passwordHash');
  });

  it('that are computed beside the others are left out, and said', async () => {
    const code =
      "Book.findAll({ attributes: { include: [[sequelize.literal('pages * 2'), 'doubled']] }, limit: 1 })";
    expect(await both.library.queries.specFromCode(code)).toMatchObject({
      spec: { columns: null, limit: 1 },
      warnings: [
        {
          line: 1,
          column: 40,
          message: 'The computed attribute "doubled" was left out: the rows are the same without it.',
        },
      ],
    });
  });
});
