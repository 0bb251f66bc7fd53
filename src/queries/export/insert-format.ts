/**
 * Rows as INSERT statements that make the very same rows again: every value is the text the server wrote, which the type's
 * own input function reads back.
 */
import { quoteIdentifier, quoteLiteral } from '../../database/quote.ts';
import { readCopyLines } from './copy-text.ts';
import type { RowFormat } from './export-request.ts';

/** Rows of one statement. */
const rowsPerStatement = 100;

export interface InsertTarget {
  readonly schema: string;
  readonly table: string;
  /** The table's own names, in the order of the fields. */
  readonly columns: readonly InsertColumn[];
}

export interface InsertColumn {
  readonly name: string;
  /** As format_type() gives it. */
  readonly type: string;
  /** GENERATED ALWAYS AS IDENTITY: takes a value only when told to. */
  readonly isIdentityAlways: boolean;
}

/** Types whose text may stand without quotes where it is a plain number; others would be rounded on the way. */
const bareTypes = /^(?:smallint|integer|bigint|numeric(?:\(.*\))?)$/;

export function insertFormat({ schema, table, columns }: InsertTarget): RowFormat {
  const names = columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  const overriding = columns.some(({ isIdentityAlways }) => isIdentityAlways)
    ? ' OVERRIDING SYSTEM VALUE'
    : '';
  const head = `INSERT INTO ${quoteIdentifier(schema)}.${quoteIdentifier(table)} (${names})${overriding} VALUES\n  `;
  const writers = columns.map(({ type }) => literalWriter(type));
  let count = 0;
  const row = (fields: readonly (string | null)[]): string =>
    `(${writers.map((write, index) => write(fields[index] ?? null)).join(', ')})`;
  return {
    begin: () => '',
    rows(bytes) {
      let text = '';
      for (const fields of readCopyLines(bytes.toString('utf8'))) {
        const before = count % rowsPerStatement > 0 ? ',\n  ' : count === 0 ? head : `;\n${head}`;
        text += before + row(fields);
        count += 1;
      }
      return text;
    },
    end: () => (count === 0 ? '' : ';\n'),
  };
}

function literalWriter(type: string): (text: string | null) => string {
  if (type === 'boolean') return (text) => (text === null ? 'NULL' : text === 't' ? 'true' : 'false');
  const isBare = bareTypes.test(type);
  return (text) =>
    text === null ? 'NULL' : isBare && /^-?\d+(?:\.\d+)?$/.test(text) ? text : quoteLiteral(text);
}
