/** One parsed statement → the changes it makes. What is no change of the schema or of rows (SELECT, SET, …) makes none. */
import type { AlterTableCmd, AlterTableStmt, CreateStmt, IndexStmt, Node, RenameStmt } from 'libpg-query';
import { nameOfParts, stringOf, stringsOf, tableOf } from './nodes.ts';
import type { AddedColumn, Change, Constraint, TableName } from './operation.ts';
import { readColumn, readConstraint, readType } from './read-column.ts';

/** Statements that change nothing that outlives them, or nothing that anybody would take back: an extension stays. */
const harmless = new Set([
  'SelectStmt',
  'TransactionStmt',
  'VariableSetStmt',
  'VariableShowStmt',
  'ExplainStmt',
  'LockStmt',
  'ConstraintsSetStmt',
  'VacuumStmt',
  'DiscardStmt',
  'NotifyStmt',
  'CommentStmt',
  'CreateExtensionStmt',
]);

export function readChanges(node: Node): readonly Change[] {
  if ('CreateStmt' in node) return [createTable(node.CreateStmt)];
  if ('CreateTableAsStmt' in node) {
    const table = tableOf(node.CreateTableAsStmt.into?.rel);
    return [{ type: 'create-table', table, columns: [], constraints: [] }];
  }
  if ('AlterTableStmt' in node) return alterTable(node.AlterTableStmt);
  if ('IndexStmt' in node) return [createIndex(node.IndexStmt)];
  if ('RenameStmt' in node) return [rename(node.RenameStmt)];
  if ('DropStmt' in node) {
    const { objects = [], removeType, concurrent } = node.DropStmt;
    const names = objects.map((object) => nameOfParts(partsOf(object)));
    if (removeType === 'OBJECT_TABLE') return names.map((table) => ({ type: 'drop-table', table }));
    if (removeType === 'OBJECT_INDEX')
      return [{ type: 'drop-index', names, isConcurrent: concurrent === true }];
    return [{ type: 'other-change' }];
  }
  if ('CreateEnumStmt' in node) {
    return [{ type: 'create-enum', name: stringsOf(node.CreateEnumStmt.typeName).at(-1) ?? '' }];
  }
  if ('AlterEnumStmt' in node) {
    const { typeName, newVal, oldVal } = node.AlterEnumStmt;
    if (newVal === undefined || oldVal !== undefined) return [{ type: 'other-change' }];
    return [{ type: 'add-enum-value', name: stringsOf(typeName).at(-1) ?? '', value: newVal }];
  }
  if ('InsertStmt' in node)
    return [{ type: 'write-rows', verb: 'INSERT', table: tableOf(node.InsertStmt.relation) }];
  if ('UpdateStmt' in node)
    return [{ type: 'write-rows', verb: 'UPDATE', table: tableOf(node.UpdateStmt.relation) }];
  if ('DeleteStmt' in node)
    return [{ type: 'write-rows', verb: 'DELETE', table: tableOf(node.DeleteStmt.relation) }];
  if ('MergeStmt' in node)
    return [{ type: 'write-rows', verb: 'MERGE', table: tableOf(node.MergeStmt.relation) }];
  if ('TruncateStmt' in node) {
    return (node.TruncateStmt.relations ?? []).flatMap((relation): readonly Change[] =>
      'RangeVar' in relation
        ? [{ type: 'write-rows', verb: 'TRUNCATE', table: tableOf(relation.RangeVar) }]
        : [],
    );
  }
  return harmless.has(Object.keys(node)[0] ?? '') ? [] : [{ type: 'other-change' }];
}

function createTable({ relation, tableElts = [] }: CreateStmt): Change {
  const columns: AddedColumn[] = [];
  const constraints: Constraint[] = [];
  for (const element of tableElts) {
    if ('ColumnDef' in element) columns.push(readColumn(element.ColumnDef));
    if (!('Constraint' in element)) continue;
    const constraint = readConstraint(element.Constraint, null);
    if (constraint !== null) constraints.push(constraint);
  }
  return { type: 'create-table', table: tableOf(relation), columns, constraints };
}

function alterTable({ relation, cmds = [], objtype }: AlterTableStmt): readonly Change[] {
  if (objtype !== undefined && objtype !== 'OBJECT_TABLE') return [{ type: 'other-change' }];
  const table = tableOf(relation);
  return cmds.map((command) =>
    'AlterTableCmd' in command ? alterTableCommand(table, command.AlterTableCmd) : { type: 'other-change' },
  );
}

function alterTableCommand(table: TableName, { subtype, name = '', def }: AlterTableCmd): Change {
  switch (subtype) {
    case 'AT_AddColumn':
      if (def === undefined || !('ColumnDef' in def)) break;
      return { type: 'add-column', table, column: readColumn(def.ColumnDef) };
    case 'AT_DropColumn':
      return { type: 'drop-column', table, column: name };
    case 'AT_SetNotNull':
      return { type: 'set-not-null', table, column: name };
    case 'AT_DropNotNull':
      return { type: 'drop-not-null', table, column: name };
    case 'AT_AlterColumnType': {
      if (def === undefined || !('ColumnDef' in def)) break;
      const { typeName, raw_default: using } = def.ColumnDef;
      return {
        type: 'alter-type',
        table,
        column: name,
        to: readType(typeName),
        hasUsing: using !== undefined,
      };
    }
    case 'AT_AddConstraint': {
      if (def === undefined || !('Constraint' in def)) break;
      const constraint = readConstraint(def.Constraint, null);
      return constraint === null ? { type: 'other-change' } : { type: 'add-constraint', table, constraint };
    }
    case 'AT_ValidateConstraint':
      return { type: 'validate-constraint', table, name };
    default:
  }
  return { type: 'other-change' };
}

function createIndex(index: IndexStmt): Change {
  const columns = (index.indexParams ?? []).map((part) =>
    'IndexElem' in part ? (part.IndexElem.name ?? null) : null,
  );
  return {
    type: 'create-index',
    table: tableOf(index.relation),
    name: index.idxname ?? null,
    columns,
    isUnique: index.unique === true,
    isPartial: index.whereClause !== undefined,
    isConcurrent: index.concurrent === true,
  };
}

function rename({
  renameType,
  relation,
  subname = '',
  newname: newName = '',
  relationType,
}: RenameStmt): Change {
  const table = tableOf(relation);
  if (renameType === 'OBJECT_TABLE') return { type: 'rename-table', table, newName };
  if (renameType === 'OBJECT_COLUMN' && relationType === 'OBJECT_TABLE') {
    return { type: 'rename-column', table, column: subname, newName };
  }
  return { type: 'other-change' };
}

function partsOf(object: Node): readonly string[] {
  if ('List' in object) return stringsOf(object.List.items);
  if ('TypeName' in object) return stringsOf(object.TypeName.names);
  const only = stringOf(object);
  return only === null ? [] : [only];
}
