import { expect, it } from 'vitest';
import { pathsText } from '../../../src/output/diagrams/path-text.ts';
import type { FanOut, PathStep } from '../../../src/schema/graph/paths.ts';

const pipe = { width: null };
const unknown: FanOut = { average: null, most: null };

function step(from: string, association: string, to: string): PathStep {
  return { edge: `${to} -> ${from}`, from, to, association, type: 'hasMany', joins: [] };
}

/** The line of a path of two steps that says how many rows it leads to. */
function fanOutLine(fanOuts: readonly FanOut[], fanOut: FanOut): string | undefined {
  const steps = [step('Role', 'users', 'User'), step('User', 'devices', 'Device')];
  const path = { steps, fanOuts, fanOut, warnings: [], sql: 'SELECT 1;', code: null, codeProblem: null };
  const found = { from: 'Role', to: 'Device', hasMore: false, isByAssociations: true, islands: null };
  return pathsText({ ...found, paths: [path] }, pipe).split('\n')[3];
}

it('says how many rows a path leads to, and each step of it', () => {
  const line = fanOutLine(
    [
      { average: 30, most: 900 },
      { average: 2, most: 2 },
    ],
    { average: 60, most: 1800 },
  );
  expect(line).toBe(
    '   about 60 rows (up to 1,800) for each row of Role: User about 30 rows (up to 900), Device about 2 rows',
  );
});

it('says which step nothing is known of, and what would tell', () => {
  expect(fanOutLine([{ average: 30, most: 30 }, unknown], unknown)).toBe(
    '   rows for each row of Role: User about 30 rows, Device unknown before ANALYZE',
  );
});

it('breaks what is prose at the edge of the screen, and no code', () => {
  const steps = [step('Commentaire', 'action', 'Action'), step('Action', 'jeune', 'Jeune')];
  const sql = `SELECT ${'"a_long_name", '.repeat(4)}1;`;
  const path = {
    steps,
    fanOuts: [unknown, unknown],
    fanOut: unknown,
    warnings: [],
    sql,
    code: null,
    codeProblem: null,
  };
  const found = { from: 'Commentaire', to: 'Jeune', hasMore: false, isByAssociations: true, islands: null };
  expect(
    pathsText({ ...found, paths: [path] }, { width: 44 })
      .split('\n')
      .slice(2),
  ).toEqual([
    '1. Commentaire ─(action)→ Action ─(jeune)→',
    '  Jeune',
    '   rows for each row of Commentaire: Action',
    '     unknown before ANALYZE, Jeune unknown',
    '     before ANALYZE',
    '',
    `   ${sql}`,
    '',
  ]);
});

it('says that two models which share nothing but a polymorphic key lead nowhere, and not that they are unrelated', () => {
  const island = ['Device', 'Token', 'User'];
  const found = { from: 'Device', to: 'User', paths: [], hasMore: false, isByAssociations: false };
  expect(pathsText({ ...found, islands: { from: island, to: island } }, pipe)).toBe(
    'Device and User meet only in a key that means rows of several tables: no row of one leads to a row of the other.\n',
  );
  expect(pathsText({ ...found, islands: { from: ['Device'], to: ['User'] } }, pipe)).toMatch(
    /^Device and User are not related/,
  );
});
