/** docs/doctor.md is made from the table of checks: `vitest -u` writes it. */
import { expect, it } from 'vitest';
import { doctorChecks } from '../../../src/checks/doctor/checks.ts';
import { doctorLimits } from '../../../src/checks/doctor/doctor-check.ts';

const number = (value: number) => value.toLocaleString('en');
const percent = (share: number) => `${String(share * 100)} %`;
const seconds = (ms: number) => `${String(ms / 1000)} s`;

const introduction = `# The doctor

\`seqscope doctor\` examines a project and its database, and says what is worth mending: each finding with figures that show it and the fix, SQL that runs as it stands (\`seqscope sql -f fix.sql\`, statement by statement, so that CONCURRENTLY may be among it) or the code to write. It reads only, on a connection on which the server refuses to write.

\`\`\`sh
seqscope doctor
seqscope doctor --only foreign-key-without-index,unused-index
seqscope doctor --except json-not-jsonb --level warning
seqscope doctor --json
seqscope doctor --only foreign-key-without-index --migration
seqscope doctor --list
\`\`\`

Without a database the models are examined alone, without models the database: a note says what was left out. What is named with \`--only\` and cannot be asked is an error.

## How it knows

Models are looked at as Sequelize holds them once they are loaded, associations made; nothing of the project's code is called. What Sequelize fills in itself, an \`onDelete\` that nobody said among it, is not taken for something that the model says ([drift](drift.md#what-counts) compares it); where models or associations did not load, nothing is said of keys without association. The database is asked its catalog and its own statistics in a few round trips. The rows of tables are not read, but for the greatest value of each numbered column, which an index knows; without one it is given up after 5 seconds, and told so.

Statistics count from when they were last reset, and on this server alone: what only a replica reads looks unused. They are looked at in tables of ${number(doctorLimits.leastRows)} rows or more. An index counts as unused when its table was read ${number(doctorLimits.leastReads)} times in other ways; dead rows count from ${percent(doctorLimits.deadShare)} on; a key's end is near from ${percent(doctorLimits.keyShare.warning)} on, and an error from ${percent(doctorLimits.keyShare.error)} on; statements and idle transactions are long from ${seconds(doctorLimits.longRunningMs)} on, and who waits for a lock is told after ${seconds(doctorLimits.blockedMs)}.

Where somebody holds a table exclusively it is said after a second who does. After two the tables are not looked at, and a note says so; sessions and migrations still are. Where \`--only\` names checks of sessions or migrations alone, no table is asked for.

What extensions brought along is left out. Of a partitioned table the table is looked at, not its partitions. An index that says the same as one and begins another is told once, as a duplicate.

A column that a view, rule, trigger, policy, function, publication, generated column or partition key stands on gets no other type: PostgreSQL refuses it. Such a finding names what stands there and has no SQL, and neither has one whose column an index or a check computes with in a way that the other type may not know. Drop that, change the type, and make it again.

On a screen the five findings of a check on the biggest tables are told; \`--only\` tells all of it, and so does a pipe. At the end stands how many there are of each.

## A migration of the fixes

\`\`\`sh
seqscope doctor --only foreign-key-without-index,redundant-index --migration
seqscope doctor --level warning --migration --name mend-keys
\`\`\`

\`--migration\` writes one migration into the project's folder and in the manner of its newest one, with the fixes of what is found, as far as they change the schema, and a \`down\` that takes them back. What is left out is named with the reason: the model has to change, a command mends it, rows or statistics change and no schema, or the baseline has it. No file is overwritten, and without anything to mend none is written. A value that was added to an enum is taken back by making the type anew; an index that was invalid stays mended.

\`CREATE INDEX CONCURRENTLY\` and its like run in no transaction. They come first, \`IF NOT EXISTS\` and \`IF EXISTS\`, so that what was interrupted can be run again: seqscope drops an index that an interrupted build left invalid and builds it anew. All else follows in one transaction, a foreign key with its proof among it. A migration without CONCURRENTLY is one transaction with its journal row.

[\`seqscope drift\`](drift.md) tells of an index of plain columns that no model has, and its migration would drop it again: add what is made to \`indexes\` of the model.

Fixes in one migration agree. Whole-number columns that foreign keys tie to each other get one type, bigint where a sequence of theirs nears its end. An index that another new one begins with is not made, and none is dropped whose stand-in another fix drops.

## In CI

\`--exit-code\` exits with 1 when there are findings, and when models or database could not be looked at: a server that is away opens no gate. \`--level warning\` leaves out those below. \`--write-baseline\` agrees to what there is: the findings go into \`seqscope-doctor-baseline.json\` at the project's root (\`--baseline FILE\` names another, relative to the root), to be committed. From then on they are counted and not told, and only new ones fail; entries that nothing is found of any more are named. With \`--only\` or \`--except\` the entries of the other checks stay. What goes on at the moment stands in no baseline.

In \`seqscope.config\` a project gives checks other levels (\`error\`, \`warning\`, \`info\`, \`off\`):

\`\`\`json
{ "doctor": { "checks": { "json-not-jsonb": "off", "unused-index": "warning" } } }
\`\`\`

## JSON

\`--json\` prints \`findings\` (\`check\`, \`level\`, \`id\`, \`schema\`, \`table\`, \`column\`, \`model\`, \`attribute\`, \`title\`, \`evidence\`, \`rowEstimate\`, \`fix\` with \`type\`, \`text\`, \`code\` and \`migration\`, \`isKnown\`), \`checks\` that were made, what was \`incomplete\`, \`remarks\` and \`baseline\`. The \`id\` of a finding is the same on every machine.

## Checks

| check | level | looks for |
| --- | --- | --- |
`;

function row({ id, level, title }: (typeof doctorChecks)[number]): string {
  return `| [\`${id}\`](#${id}) | ${level} | ${title} |\n`;
}

function section({ id, title, why, source, needs }: (typeof doctorChecks)[number]): string {
  const first = `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
  return `\n### ${id}\n\n${first}. ${why}\n\nNeeds: ${needs.join(', ')}. Source: [${source.title}](${source.url})\n`;
}

it('describes every check', async () => {
  const page = `${introduction}${doctorChecks.map(row).join('')}${doctorChecks.map(section).join('')}`;
  await expect(page).toMatchFileSnapshot('../../../docs/doctor.md');
});
