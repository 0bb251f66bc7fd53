/** Records the migrations of a project in their order, each against what those before it made, and follows one table through them. */
import type { Project } from '../../project/project.ts';
import { listProjectFiles } from '../list-files.ts';
import { operationsIn } from '../lint/operations-in.ts';
import { recordMigration } from '../lint/record/record-migration.ts';
import { loadSqlParser } from '../lint/sql/parse-sql.ts';
import type { TableName } from '../lint/sql/operation.ts';
import { mergeEntries } from '../read-journal.ts';
import { originOf, type PlacedChange, type TableOrigin } from './table-origin.ts';

/** Executes no statement of a migration, and asks no database. Rejects when the project has no Sequelize that can be run. */
export async function readTableOrigin(
  project: Project,
  table: TableName,
  signal?: AbortSignal,
): Promise<TableOrigin> {
  const parser = await loadSqlParser();
  const tables = { current: { startsFromNothing: true, touched: [] } };
  const changes: PlacedChange[] = [];
  const remarks: string[] = [];
  for (const entry of mergeEntries(await listProjectFiles(project, 'migrations'), [])) {
    signal?.throwIfAborted();
    const { name, path } = entry;
    if (path === null) continue;
    const options = { parser, catalog: null, tables };
    const up = await recordMigration(project, 'migrations', { ...entry, path }, 'up', options);
    if (up.type !== 'recorded') {
      remarks.push(`${name} could not be read${up.type === 'unreadable' ? `: ${up.reason}` : '.'}`);
      continue;
    }
    const { brokenOff } = up.recording;
    if (brokenOff !== null) remarks.push(`${name} was not followed to its end: ${brokenOff}`);
    for (const { change, statement } of operationsIn(up.recording, null)) {
      changes.push({ change, place: { migration: name, line: statement.place?.line ?? null } });
    }
  }
  return { ...originOf(changes, table), remarks };
}
