/**
 * SQL as the text of a migration, in the project's own manner. What cannot run in a transaction runs by itself, where it may be
 * repeated; everything else runs in one, so that a migration that fails can be run again. Pure.
 */
import { call, type Code, object, print, text } from './javascript.ts';
import { bodyIndent, inTransaction, migrationFrame } from './migration-frame.ts';
import type { MigrationManner } from './migration-manner.ts';

export interface SqlStatement {
  readonly sql: string;
  /** What it is for, a line; null where the one above says it. */
  readonly note: string | null;
}

export interface SqlMigration {
  readonly up: readonly SqlStatement[];
  readonly down: readonly SqlStatement[];
}

/** CREATE, DROP and REINDEX INDEX CONCURRENTLY refuse a transaction (manual, CREATE INDEX). */
export function runsAlone({ sql }: SqlStatement): boolean {
  return /^(?:CREATE(?: UNIQUE)? INDEX|DROP INDEX|REINDEX INDEX) CONCURRENTLY /.test(sql);
}

/** What runs alone comes first in `up` and last in `down`. */
export function sqlMigrationText({ up, down }: SqlMigration, manner: MigrationManner): string {
  const comment = [
    ...([...up, ...down].some(runsAlone)
      ? [
          '// What is CONCURRENTLY runs outside a transaction and can be repeated; the rest runs in one.',
          '// seqscope-ignore-file several-operations-outside-transaction',
        ]
      : []),
    ...(down.length === 0 ? ['// seqscope-ignore-file empty-down'] : []),
  ];
  const bodies = {
    up: `${aloneText(up, manner)}${togetherText(up, manner)}`,
    down: `${togetherText(down, manner)}${aloneText(down, manner)}`,
  };
  const nothing = `${' '.repeat(bodyIndent(manner))}// Nothing has to be taken back.\n`;
  return migrationFrame({ up: bodies.up, down: bodies.down === '' ? nothing : bodies.down }, manner, comment);
}

function aloneText(statements: readonly SqlStatement[], manner: MigrationManner): string {
  const code = (sql: string) => call('queryInterface.sequelize.query', text(repeatable(sql)));
  return linesOf(statements.filter(runsAlone), bodyIndent(manner), code);
}

function togetherText(statements: readonly SqlStatement[], manner: MigrationManner): string {
  const own = statements.filter((statement) => !runsAlone(statement));
  if (own.length === 0) return '';
  const options = object([['transaction', 'transaction']]);
  const code = (sql: string) => call('queryInterface.sequelize.query', text(sql), options);
  return inTransaction(linesOf(own, bodyIndent(manner) + 2, code), manner);
}

/** What an interrupted run has made already is no error of the next one. */
function repeatable(sql: string): string {
  return sql
    .replace(/^(CREATE(?: UNIQUE)? INDEX CONCURRENTLY) /, '$1 IF NOT EXISTS ')
    .replace(/^(DROP INDEX CONCURRENTLY) /, '$1 IF EXISTS ');
}

function linesOf(statements: readonly SqlStatement[], indent: number, code: (sql: string) => Code): string {
  const start = ' '.repeat(indent);
  return statements
    .map(({ sql, note }) => {
      const said = note === null ? '' : `${start}// ${note.replaceAll(/[\r\n\u2028\u2029]+/g, ' ')}\n`;
      return `${said}${start}await ${print(code(sql), indent, 7)};\n`;
    })
    .join('');
}
