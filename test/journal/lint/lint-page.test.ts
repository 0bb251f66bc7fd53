/** docs/lint.md is made from the table of rules: `vitest -u` writes it. */
import { expect, it } from 'vitest';
import { defaultLintSettings } from '../../../src/journal/lint/finding.ts';
import { lintRules } from '../../../src/journal/lint/rules.ts';

const big = defaultLintSettings.bigTableRows.toLocaleString('en');

const introduction = `# Linting migrations

\`seqscope db:migrate:lint\` says what is risky about migrations before they run: pending ones, \`--all\` of them, or those named with \`--name\`. It exits 1 on errors, \`--fail-on warning\` on warnings too; \`--format json\` is for programs, \`--format github\` annotates a pull request. The console counts the findings of a migration in its [timeline](migrations.md#the-timeline-in-the-console), tells them there and marks their lines in the file.

## How it knows

Each migration is run against an instance of the project's own Sequelize that has no connection and takes notes. What it would send is read by PostgreSQL's own parser, \`DO\` blocks included. Nothing is executed: no statement of the migration reaches a server, sockets are refused to it, no program is started and no file written. What it asks about the schema (\`describeTable\`, \`showAllTables\`, reads of \`pg_catalog\`) is answered by the live catalog, read-only. Of a table that an earlier migration of the run makes or changes, \`describeTable\`, \`tableExists\` and \`showAllTables\` answer with that change made; the defaults of new columns are left out.

What it asks about rows is answered as an empty database would. Then, and where it does not come to an end, the finding is \`not-readable\`: what was found up to there is true, and a rehearsal shows the rest.

How much a change to a table matters depends on the table. One that the migration makes itself, or that has no rows, is none of the lint's business. A table is big from ${big} rows on, by the planner's estimate. A change that holds everybody up is an error on a big table, a notice on a small one, and a warning where no database says which. Rules about models look at the project's models; dropping what a later pending migration makes anew is no finding.

## Ignoring

A comment silences a rule on its own line, on the line below, or within the call that it stands in; in SQL as well:

\`\`\`js
// seqscope-ignore index-not-concurrent: nobody works at night
await queryInterface.addIndex('orders', ['total']);
await queryInterface.sequelize.query(\`-- seqscope-ignore constraint-not-valid
  ALTER TABLE orders ADD CHECK (total > 0)\`);
\`\`\`

\`seqscope-ignore-file rule-id\` silences it in the whole file. Several rules are separated by commas. A comment for a rule that there is not is a finding itself.

In \`seqscope.config\` a project gives rules other levels (\`error\`, \`warning\`, \`notice\`, \`off\`) and says what is big; with 0 every table that is not new is:

\`\`\`json
{ "lint": { "rules": { "timestamp-without-time-zone": "off" }, "bigTableRows": 20000 } }
\`\`\`

## Rules

"By size" is the level described above. Rules marked "pending" say nothing of executed migrations.

| rule | level | what |
| --- | --- | --- |
`;

const bySize = ['not-null-on-existing', 'volatile-default', 'type-change-rewrites'];

function row({ id, level, title, isForPendingOnly }: (typeof lintRules)[number]): string {
  const marks = [bySize.includes(id) ? 'by size' : level, ...(isForPendingOnly === true ? ['pending'] : [])];
  return `| [\`${id}\`](#${id}) | ${marks.join(', ')} | ${title} |\n`;
}

function section({ id, title, why, source }: (typeof lintRules)[number]): string {
  return `\n### ${id}\n\n${title.charAt(0).toUpperCase()}${title.slice(1)}. ${why}\n\nSource: [${source.title}](${source.url})\n`;
}

it('describes every rule', async () => {
  const page = `${introduction}${lintRules.map(row).join('')}${lintRules.map(section).join('')}`;
  await expect(page).toMatchFileSnapshot('../../../docs/lint.md');
});
