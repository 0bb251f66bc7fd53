/** Taking away what a model still stands on. */
import { type LintRule, type ModelUse, operationsOf, type Operation, type Scene } from '../lint-rule.ts';
import { isSameTable, type TableName, tableText } from '../sql/operation.ts';

const source = {
  title: 'strong_migrations, Removing a column',
  url: 'https://github.com/ankane/strong_migrations#removing-a-column',
};

export const dropColumnInUse: LintRule = {
  id: 'drop-column-in-use',
  level: 'error',
  title: 'dropping a column that a model uses',
  why: 'Sequelize names every attribute of a model in its SELECTs: once the column is gone, each of them fails. Release the application without the attribute first.',
  source,
  isForPendingOnly: true,
  check({ operations }, scene) {
    return operationsOf(operations, 'drop-column').flatMap((operation) => {
      const { table, column } = operation.change;
      if (
        isMadeAgain(operation, operations, scene, ({ change }) => madeColumns(change, table).includes(column))
      )
        return [];
      return usersOf(table, scene).flatMap(({ model, attributes }) => {
        const attribute = attributes.find((one) => one.column === column);
        if (attribute === undefined) return [];
        return [
          {
            message: `"${tableText(table)}"."${column}" is dropped, but model ${model} still has it as "${attribute.name}".`,
            place: operation.statement.place,
            word: column,
            rewrite: `// first take it out of the model, and release that\n${model}.removeAttribute('${attribute.name}');`,
          },
        ];
      });
    });
  },
};

export const dropTableInUse: LintRule = {
  id: 'drop-table-in-use',
  level: 'error',
  title: 'dropping a table that a model uses',
  why: 'Every query of the model fails once its table is gone. Release the application without the model first.',
  source,
  isForPendingOnly: true,
  check({ operations }, scene) {
    return operationsOf(operations, 'drop-table').flatMap((operation) => {
      const { table } = operation.change;
      const isMade = ({ change }: Operation) => makesTable(change, table);
      if (isMadeAgain(operation, operations, scene, isMade)) return [];
      return usersOf(table, scene).map(({ model }) => ({
        message: `"${tableText(table)}" is dropped, but model ${model} still stands on it.`,
        place: operation.statement.place,
        word: table.name,
      }));
    });
  },
};

export const renameInUse: LintRule = {
  id: 'rename-in-use',
  level: 'error',
  title: 'renaming what a model uses',
  why: 'The application that runs while this is deployed knows one name only. Add the new one beside it, write both, move the readers, then drop the old one.',
  source: {
    title: 'strong_migrations, Renaming a column',
    url: 'https://github.com/ankane/strong_migrations#renaming-a-column',
  },
  isForPendingOnly: true,
  check({ operations }, scene) {
    return operationsOf(operations, 'rename-column', 'rename-table').flatMap((operation) => {
      const { change, statement } = operation;
      const { table, newName } = change;
      const isMade = (later: Operation) =>
        change.type === 'rename-column'
          ? madeColumns(later.change, table).includes(change.column)
          : makesTable(later.change, table);
      if (isMadeAgain(operation, operations, scene, isMade)) return [];
      return usersOf(table, scene).flatMap(({ model, attributes }) => {
        if (change.type === 'rename-table') {
          return [
            {
              message: `"${tableText(table)}" becomes "${newName}", but model ${model} still stands on "${table.name}".`,
              place: statement.place,
              word: table.name,
              rewrite: `// in the model's options, released together with this\ntableName: '${newName}',`,
            },
          ];
        }
        const attribute = attributes.find(({ column }) => column === change.column);
        if (attribute === undefined) return [];
        return [
          {
            message: `"${tableText(table)}"."${change.column}" becomes "${newName}", but model ${model} still reads "${change.column}".`,
            place: statement.place,
            word: change.column,
            rewrite: `// in model ${model}, released together with this\n${attribute.name}: { field: '${newName}' },`,
          },
        ];
      });
    });
  },
};

function usersOf(table: TableName, { models }: Scene): readonly ModelUse[] {
  return (models ?? []).filter((use) => isSameTable(use.table, table));
}

/** What is dropped to be made anew is not missing afterwards. */
function isMadeAgain(
  operation: Operation,
  operations: readonly Operation[],
  { following }: Scene,
  isMade: (later: Operation) => boolean,
): boolean {
  return [...operations.slice(operations.indexOf(operation) + 1), ...following].some(isMade);
}

function makesTable(change: Operation['change'], table: TableName): boolean {
  return (
    (change.type === 'create-table' && isSameTable(change.table, table)) ||
    (change.type === 'rename-table' && change.newName === table.name)
  );
}

function madeColumns(change: Operation['change'], table: TableName): readonly string[] {
  if (!('table' in change) || !isSameTable(change.table, table)) return [];
  switch (change.type) {
    case 'add-column':
      return [change.column.name];
    case 'rename-column':
      return [change.newName];
    case 'create-table':
      return change.columns.map(({ name }) => name);
    default:
      return [];
  }
}
