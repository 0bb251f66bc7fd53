/**
 * A statement that gives rows, as a table to read from: it stands in the FROM of the statements that page, filter, sort,
 * count and export it, which are those of any table.
 */
import type { DatabaseConnection } from '../../database/client.ts';
import { quoteIdentifier } from '../../database/quote.ts';
import type { RelationColumn } from '../../database/relation.ts';
import { ConsoleError } from '../../errors.ts';
import type { LinkedTable } from '../filter/table-source.ts';
import type { SqlSource } from '../query-spec.ts';
import { bindParameters, writeParameters } from './parameters.ts';

/** What the rows are called by in the statements around. */
export const resultName = 'result';

/** Asks the server for the columns, which plans the statement and reads no row. Rejects for what must not run again. */
export async function linkedQuery(database: DatabaseConnection, source: SqlSource): Promise<LinkedTable> {
  if (source.isOnce) throw source.text === '' ? valueRows() : readOnce();
  const { sql, values } = bindParameters(source.text, source.parameters);
  const { fields } = await database.query(`SELECT * FROM (${sql}\n) AS ${resultName} LIMIT 0`, values);
  const names = uniqueNames(fields.map(({ name }) => name));
  const columns = fields.map(({ type }, index) => columnOf(names[index] ?? '', type));
  return {
    relation: { schema: '', name: resultName, kind: 'view', columns, hasHeirs: false, keys: [] },
    links: [],
    behind: () => null,
    query: source,
  };
}

/** The FROM item. `write` takes a value and gives what stands for it: a parameter, or a literal. */
export function querySql(
  { text, parameters }: SqlSource,
  columns: readonly RelationColumn[],
  write: (value: string, name: string) => string,
): string {
  const names = columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  const list = names === '' ? '' : ` (${names})`;
  // A comment at the end of the text ends with its line.
  return `(${writeParameters(text, parameters, write)}\n) AS ${quoteIdentifier(resultName)}${list}`;
}

/** A result may have two columns of one name; a table may not. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let number = 2; seen.has(unique); number += 1) {
      const candidate = `${name}_${number}`;
      if (!taken.has(candidate)) unique = candidate;
    }
    seen.add(unique);
    return unique;
  });
}

function columnOf(name: string, type: string): RelationColumn {
  return { name, type, isNullable: true, isPrimaryKey: false, enumValues: null, textForm: textFormOf(type) };
}

/** As relation.ts has it of the types that are known by name. */
function textFormOf(type: string): RelationColumn['textForm'] {
  const base = type.replace(/\(.*\)/s, '');
  if (/^(?:text|character varying|character|name|citext|"char")$/.test(base)) return 'text';
  if (/^(?:uuid|jsonb?|xml|hstore)$/.test(base)) return 'cast';
  return /^(?:text|character varying|character|uuid|jsonb?)\[\]$/.test(base) ? 'elements' : null;
}

function readOnce(): ConsoleError {
  return new ConsoleError('These rows cannot be read again: the statement would run a second time.', {
    code: 'read-once',
    remedy: 'Press `esc` to go back to the rows that it gave, or run it again yourself.',
  });
}

function valueRows(): ConsoleError {
  return new ConsoleError('These rows are those of a value, which cannot be read again.', {
    code: 'read-once',
    remedy: 'Press `esc` to go back, and filter or sort them there in code; `.export FILE` writes them.',
  });
}
