/** Column types that lose something. */
import { type LintRule, operationsOf } from '../lint-rule.ts';
import { quote, tableArgument } from '../rewrites.ts';
import { tableText } from '../sql/operation.ts';

export const timestampWithoutTimeZone: LintRule = {
  id: 'timestamp-without-time-zone',
  level: 'notice',
  title: 'timestamp without time zone',
  why: 'It keeps the digits of a clock and not the moment: what it means changes with the time zone of who reads it. Sequelize.DATE is timestamptz.',
  source: {
    title: 'PostgreSQL wiki, Don’t Do This',
    url: "https://wiki.postgresql.org/wiki/Don't_Do_This#Don.27t_use_timestamp_.28without_time_zone.29",
  },
  check({ operations }) {
    return operationsOf(operations, 'create-table', 'add-column').flatMap(({ change, statement }) => {
      const columns = change.type === 'create-table' ? change.columns : [change.column];
      return columns
        .filter(({ type }) => type.name === 'timestamp')
        .map(({ name }) => ({
          message: `"${tableText(change.table)}"."${name}" is a timestamp without time zone.`,
          place: statement.place,
          word: name,
          rewrite:
            change.type === 'create-table'
              ? `${quote(name)}: { type: Sequelize.DATE },`
              : `await queryInterface.addColumn(${tableArgument(change.table)}, ${quote(name)}, { type: Sequelize.DATE });`,
        }));
    });
  },
};
