/** What a recorded migration would destroy, by its statements alone: nothing is asked of the database here. */
import type { Node } from 'libpg-query';
import type { Recording, RecordedStatement } from '../lint/record/recording.ts';
import { isOfSequelize, type RecordOptions } from '../lint/record/record-migration.ts';
import { functionsBelow, nameOfParts, nodesBelow, stringsOf, tableOf } from '../lint/sql/nodes.ts';
import { isTableChange, type TableName } from '../lint/sql/operation.ts';
import { oneLine } from '../lint/sql/one-line.ts';
import type { ParsedStatement } from '../lint/sql/parse-sql.ts';
import type { NamesBefore } from './names-before.ts';

/** A loss by the names of the database as it is now, not counted yet. */
export type ReadLoss = { readonly isConditional: boolean } & (
  | { readonly type: 'table'; readonly table: TableName; readonly isCascade: boolean }
  | { readonly type: 'column'; readonly table: TableName; readonly column: string }
  | {
      readonly type: 'rows';
      readonly verb: 'DELETE' | 'TRUNCATE';
      readonly table: TableName;
      readonly isCascade: boolean;
      /** What selects them, all that follows `FROM`; null when it is not known. The whole table where it is its name. */
      readonly from: string | null;
    }
  | { readonly type: 'schema'; readonly schema: string }
  | { readonly type: 'type'; readonly name: TableName }
);

export interface ReadLosses {
  readonly losses: readonly ReadLoss[];
  /** As in an EntryForecast. */
  readonly doubts: readonly string[];
}

/** What the run has done so far, moved along with the statements from one entry to the next. */
export interface RunSoFar {
  readonly names: NamesBefore;
  /** Tables that entries before this one have changed: what the catalog says of them now is not what this one will read. */
  readonly changed: Set<string>;
  /** The recorder's own. */
  readonly tables: RecordOptions['tables'];
}

export function readLosses(
  recording: Recording,
  { names, changed }: Pick<RunSoFar, 'names' | 'changed'>,
): ReadLosses {
  const losses: ReadLoss[] = [];
  const doubts = new Set<string>();
  const changedBefore = [...changed];
  for (const statement of recording.statements) {
    doubts.add(staleness(statement, changedBefore));
    if (statement.parsed === null) doubts.add(`this SQL cannot be read: ${oneLine(statement.sql)}`);
    for (const parsed of statement.parsed ?? []) {
      losses.push(...lossesOf(parsed, statement, names));
      doubts.add(doubtOf(parsed.node, statement.sql));
      if (parsed.isConditional) continue;
      const isIfNotExists = 'CreateStmt' in parsed.node && parsed.node.CreateStmt.if_not_exists === true;
      for (const change of parsed.changes) {
        names.apply(change, isIfNotExists);
        if (isTableChange(change)) changed.add(change.table.name);
      }
    }
  }
  for (const question of recording.guessed) doubts.add(`it decides by what it reads: ${question}`);
  for (const deed of recording.blocked) doubts.add(`it does more than speak to this database: ${deed}`);
  if (recording.brokenOff !== null) {
    doubts.add(`it could not be followed to its end: ${recording.brokenOff}`);
  }
  doubts.delete('');
  return { losses, doubts: [...doubts] };
}

function lossesOf(
  { node, changes, isConditional }: ParsedStatement,
  statement: RecordedStatement,
  names: NamesBefore,
): readonly ReadLoss[] {
  const isCascade = behaviorOf(node) === 'DROP_CASCADE';
  const losses: ReadLoss[] = [];
  for (const change of changes) {
    if (change.type === 'drop-table') {
      const table = names.table(change.table);
      if (table !== null) losses.push({ type: 'table', table, isCascade, isConditional });
    }
    if (change.type === 'drop-column') {
      const table = names.table(change.table);
      const column = names.column(change.table, change.column);
      if (table !== null && column !== null) losses.push({ type: 'column', table, column, isConditional });
    }
    if (change.type === 'write-rows' && change.verb === 'TRUNCATE') {
      const table = names.table(change.table);
      if (table === null) continue;
      losses.push({ type: 'rows', verb: 'TRUNCATE', table, isCascade, from: '', isConditional });
    }
  }
  for (const { table: now, from } of deletions(node, statement)) {
    const table = names.table(now);
    if (table === null) continue;
    // Its condition speaks of the table as it is then.
    const isNow = table.name === now.name;
    losses.push({ type: 'rows', verb: 'DELETE', table, isCascade, from: isNow ? from : null, isConditional });
  }
  return [...losses, ...cascades(node, isCascade).map((loss) => ({ ...loss, isConditional }))];
}

interface Deletion {
  readonly table: TableName;
  readonly from: string | null;
}

/** DELETE by itself, below WITH, and as a clause of MERGE. */
function deletions(node: Node, { sql, parsed, bound }: RecordedStatement): readonly Deletion[] {
  if ('DeleteStmt' in node) {
    const { relation, whereClause, usingClause, returningClause, withClause } = node.DeleteStmt;
    const isPlain =
      parsed?.length === 1 &&
      bound.length === 0 &&
      [usingClause, returningClause, withClause].every((clause) => clause === undefined);
    const from = /^\s*DELETE\s+FROM\s+([\s\S]*?);?\s*$/i.exec(sql)?.[1] ?? null;
    const table = tableOf(relation);
    if (whereClause === undefined) return [{ table, from: '' }];
    return [{ table, from: isPlain && isHarmless(whereClause) ? from : null }];
  }
  const found: Deletion[] = [];
  for (const [key, below] of nodesBelow(node)) {
    if (key === 'DeleteStmt') found.push({ table: tableOf(relationOf(below)), from: null });
  }
  if ('MergeStmt' in node) {
    const { relation, mergeWhenClauses = [] } = node.MergeStmt;
    const deletes = mergeWhenClauses.some(
      (clause) => 'MergeWhenClause' in clause && clause.MergeWhenClause.commandType === 'CMD_DELETE',
    );
    if (deletes) found.push({ table: tableOf(relation), from: null });
  }
  return found;
}

function relationOf(deletion: Readonly<Record<string, unknown>>): Parameters<typeof tableOf>[0] {
  // The parser's RangeVar, which every DeleteStmt has.
  return deletion['relation'] as Parameters<typeof tableOf>[0];
}

/** A condition that is evaluated to count by it: of functions only those that compute. */
function isHarmless(condition: Node): boolean {
  return functionsBelow(condition).every((name) =>
    /^(?:lower|upper|btrim|length|coalesce|now|date_trunc|to_timestamp|to_date|timezone|abs|array_length|jsonb?_\w+)$/.test(
      name,
    ),
  );
}

/** What DROP … CASCADE takes along beside tables. */
function cascades(
  node: Node,
  isCascade: boolean,
): readonly (
  { readonly type: 'schema'; readonly schema: string } | { readonly type: 'type'; readonly name: TableName }
)[] {
  if (!isCascade || !('DropStmt' in node)) return [];
  const { objects = [], removeType } = node.DropStmt;
  if (removeType === 'OBJECT_SCHEMA') {
    return stringsOf(objects).map((schema) => ({ type: 'schema', schema }));
  }
  if (removeType !== 'OBJECT_TYPE' && removeType !== 'OBJECT_DOMAIN') return [];
  return objects.flatMap((object) =>
    'TypeName' in object
      ? [{ type: 'type' as const, name: nameOfParts(stringsOf(object.TypeName.names)) }]
      : [],
  );
}

function behaviorOf(node: Node): string | undefined {
  if ('DropStmt' in node) return node.DropStmt.behavior;
  return 'TruncateStmt' in node ? node.TruncateStmt.behavior : undefined;
}

/** Why a statement may do more than can be read in it; empty when it cannot. */
function doubtOf(node: Node, sql: string): string {
  if ('CallStmt' in node) return `it calls a procedure: ${oneLine(sql)}`;
  if ('DropOwnedStmt' in node) return `it drops whatever a role owns: ${oneLine(sql)}`;
  if ('DropStmt' in node && node.DropStmt.removeType === 'OBJECT_EXTENSION') {
    return behaviorOf(node) === 'DROP_CASCADE' ? `what uses the extension goes with it: ${oneLine(sql)}` : '';
  }
  // What EXECUTE is given as one constant is read; what is put together is known only when it runs.
  const isPutTogether =
    /\bexecute\b(?!\s+(?:procedure|function)\b)(?!\s*'(?:[^']|'')*'\s*(?:;|using\b))/i.test(sql);
  return 'DoStmt' in node && isPutTogether ? 'a DO block puts its statements together when it runs' : '';
}

/** The schema was asked as it is now, not as the entries before leave it. */
function staleness({ sql, parsed }: RecordedStatement, changed: readonly string[]): string {
  if (parsed?.some(({ isRead }) => isRead) !== true || isOfSequelize(sql)) return '';
  const table = changed.find((name) => sql.includes(`'${name}'`) || sql.includes(`"${name}"`));
  return table === undefined ? '' : `it looks at "${table}", which the steps before it change`;
}
