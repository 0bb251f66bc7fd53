/** Defaults that are literals are compared by value on the real server; what it cannot tell is left to a scratch database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Aspect } from '../../../src/checks/drift/aspect.ts';
import { judgeLiterals } from '../../../src/checks/drift/judge-literals.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

/** 'same', 'different', or 'not told'. */
async function judged(columnType: string, model: string, live: string): Promise<string> {
  const claim = (words: string) => ({ said: words, exact: words, loose: words, words });
  const aspect: Aspect = {
    subject: 'default',
    schema: 'public',
    table: 'things',
    name: 'amount',
    question: { type: 'default', column: 'amount', columnType },
    claims: { models: claim(model), database: claim(live) },
    sql: () => null,
  };
  const found = (await judgeLiterals([aspect], database.target)).get(aspect);
  if (found === undefined) return 'not told';
  return found.claims.models?.exact === found.claims.database?.exact ? 'same' : 'different';
}

describe('two literals', () => {
  it.each([
    ['numeric(12,2)', '0', '0.00', 'same'],
    ['numeric(12,2)', '0', '0.01', 'different'],
    ['integer', "'5'", '5', 'same'],
    ['jsonb', `'{"a":1,"b":2}'::jsonb`, `'{"b": 2, "a": 1}'::jsonb`, 'same'],
    ['character varying(9)', "'it''s'::character varying", "'it''s'", 'same'],
    ['text[]', "'{}'::text[]", "'{a}'::text[]", 'different'],
  ])('of %s, %s and %s, are %s', async (type, model, live, told) => {
    expect(await judged(type, model, live)).toBe(told);
  });

  it.each([
    ['a moment of today is no constant', 'date', "('now'::text)", "'2026-01-01'"],
    ['a type that only a scratch database has', 'public.missing', "'a'", "'b'"],
    ['a call', 'uuid', 'gen_random_uuid()', "'00000000-0000-0000-0000-000000000000'"],
    ['a cast within a cast', 'date', "(('2026-01-01'::text)::date)", "'2026-01-01'"],
  ])('%s is left to others', async (_what, type, model, live) => {
    expect(await judged(type, model, live)).toBe('not told');
  });
});
