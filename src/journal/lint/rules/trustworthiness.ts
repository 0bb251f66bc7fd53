/** Whether what was executed is what stands here, and whether what stands here could be read. */
import { type Hit, type LintRule, manual } from '../lint-rule.ts';
import type { RecordedDirection } from '../record/record-migration.ts';

export const editedAfterExecuted: LintRule = {
  id: 'edited-after-executed',
  level: 'error',
  title: 'edited after it was executed',
  why: 'Databases that have executed it keep the old schema, new ones get another: put the file back, and write a new migration.',
  source: {
    title: 'Sequelize, Migrations',
    url: 'https://sequelize.org/docs/v6/other-topics/migrations/',
  },
  check({ name, isChanged }) {
    if (!isChanged) return [];
    return [
      {
        message: 'The file is not what was executed here.',
        rewrite: `seqscope migration:generate --name ${name.replace(/^\d+-?|\.\w+$/g, '')}-again`,
      },
    ];
  },
};

export const syntaxError: LintRule = {
  id: 'syntax-error',
  level: 'error',
  title: 'SQL that PostgreSQL refuses',
  why: "PostgreSQL's own parser does not read the statement: the migration fails there.",
  source: manual('4.1. Lexical Structure', 'sql-syntax-lexical.html'),
  check({ up, down }) {
    return [up, down].flatMap((direction) => {
      const statements = direction.type === 'recorded' ? direction.recording.statements : [];
      return statements
        .filter(({ problem }) => problem !== null)
        .map(({ problem, place }) => ({
          message: `The statement is no SQL of PostgreSQL: ${problem ?? ''}.`,
          place,
        }));
    });
  },
};

export const undefinedName: LintRule = {
  id: 'undefined-name',
  level: 'error',
  title: 'a name that is not defined',
  why: 'The code stops there with a ReferenceError, whatever the database answers: often `Sequelize`, the second parameter, that `down` does not take.',
  source: {
    title: 'Sequelize, Migrations',
    url: 'https://sequelize.org/docs/v6/other-topics/migrations/#migration-skeleton',
  },
  check({ up, down }) {
    return Object.entries({ up, down }).flatMap(([direction, recorded]) => {
      if (recorded.type !== 'recorded' || !recorded.recording.isMistake) return [];
      return [
        {
          message: `\`${direction}\` fails: ${recorded.recording.brokenOff ?? ''}.`,
          rewrite: `async ${direction}(queryInterface, Sequelize) {`,
        },
      ];
    });
  },
};

export const notReadable: LintRule = {
  id: 'not-readable',
  level: 'notice',
  title: 'could not be read without running',
  why: 'What a migration does is read by running it against nothing. One that acts on what the database answers shows only a part of itself.',
  source: { title: 'docs/lint.md', url: 'docs/lint.md' },
  check({ name, up, down }) {
    const hits = [reasonOf('up', up), reasonOf('down', down)].flatMap((reason): readonly Hit[] =>
      reason === null
        ? []
        : [
            {
              message: `${reason} It could not be read without running: rehearse it.`,
              rewrite: `seqscope db:migrate --rehearse --name ${name}`,
            },
          ],
    );
    return hits.slice(0, 1);
  },
};

function reasonOf(direction: string, recorded: RecordedDirection): string | null {
  if (recorded.type === 'unreadable') return `The file cannot be executed: ${recorded.reason}.`;
  if (recorded.type === 'missing') return direction === 'up' ? 'There is no `up`.' : null;
  const { brokenOff, isMistake, guessed, blocked } = recorded.recording;
  if (isMistake) return null;
  // A `down` that refuses to be run says so by throwing at once.
  if (brokenOff !== null && (direction === 'up' || recorded.recording.statements.length > 0)) {
    return `\`${direction}\` was left where the answers of a real database are needed (${brokenOff}).`;
  }
  if (blocked[0] !== undefined) return `\`${direction}\` was kept from ${blocked[0]}.`;
  if (guessed[0] !== undefined) return `\`${direction}\` asks the database: \`${guessed[0]}\`.`;
  return null;
}
