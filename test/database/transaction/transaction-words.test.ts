import { describe, expect, it } from 'vitest';
import {
  isRollbackToSavepoint,
  isSavepointStatement,
  movesTransactionBoundary,
  usesConcurrently,
} from '../../../src/database/transaction/transaction-words.ts';

describe('movesTransactionBoundary', () => {
  it.each([
    'BEGIN',
    'begin;',
    ' COMMIT; ',
    'START TRANSACTION ISOLATION LEVEL SERIALIZABLE;',
    'END',
    'ROLLBACK',
    'ROLLBACK WORK;',
    'ABORT',
    "PREPARE TRANSACTION 'x'",
    'CREATE TABLE a (); COMMIT; CREATE TABLE b ()',
    '-- a dump\nBEGIN;\nCREATE TABLE a ();\nCOMMIT;',
    "INSERT INTO a VALUES (E'it\\'s; '); COMMIT",
  ])('is true for %j', (sql) => {
    expect(movesTransactionBoundary(sql)).toBe(true);
  });

  it.each([
    'SELECT 1',
    'ROLLBACK TO SAVEPOINT "a"',
    'ROLLBACK TRANSACTION TO a;',
    'SAVEPOINT a',
    'RELEASE SAVEPOINT a',
    "INSERT INTO a VALUES ('x; COMMIT; y')",
    'CREATE TABLE "; COMMIT" ()',
    'DO $$ BEGIN PERFORM 1; END $$',
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $body$ BEGIN RETURN 1; END; $body$',
    'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;',
    '/* ; COMMIT */ SELECT 1',
    'SELECT 1 -- ; COMMIT',
    'CREATE TABLE endings (commit_id int)',
    'SELECT 1; ENDPOINT',
  ])('is false for %j', (sql) => {
    expect(movesTransactionBoundary(sql)).toBe(false);
  });
});

describe('savepoint statements', () => {
  it('are told from transaction control', () => {
    expect(['SAVEPOINT "x-sp-1";', 'RELEASE x', 'rollback to savepoint x'].map(isSavepointStatement)).toEqual(
      [true, true, true],
    );
    expect(['ROLLBACK;', 'SELECT 1'].map(isSavepointStatement)).toEqual([false, false]);
    expect(['ROLLBACK TO SAVEPOINT "x-sp-1";', 'SAVEPOINT x'].map(isRollbackToSavepoint)).toEqual([
      true,
      false,
    ]);
  });
});

describe('usesConcurrently', () => {
  it.each([
    "async up(q) { await q.sequelize.query('CREATE INDEX CONCURRENTLY a ON b (c)'); }",
    'async up(q) { await q.sequelize.query(`create unique index\n concurrently a ON b (c)`); }',
    "async up(q) { await q.addIndex('a', ['b'], { concurrently: true }); }",
    "async down(q) { await q.sequelize.query('DROP INDEX CONCURRENTLY IF EXISTS a'); }",
    "async up(q) { await q.sequelize.query('REINDEX TABLE CONCURRENTLY a'); }",
    "async up(q) { await q.sequelize.query('ALTER TABLE a DETACH PARTITION b CONCURRENTLY'); }",
  ])('is true for %j', (source) => {
    expect(usesConcurrently(source)).toBe(true);
  });

  it.each([
    "async up(q) { await q.addIndex('a', ['b']); }",
    "async up(q) {\n  // an index CONCURRENTLY would be better\n  await q.addIndex('a', ['b']); }",
    "async up(q) { /* CREATE INDEX CONCURRENTLY */ await q.addIndex('a', ['b']); }",
    "async up(q) { await q.sequelize.query('REFRESH MATERIALIZED VIEW CONCURRENTLY a'); }",
    "async up(q) { await q.addIndex('a', ['b'], { concurrently: false }); }",
  ])('is false for %j', (source) => {
    expect(usesConcurrently(source)).toBe(false);
  });
});
