/** Which tables are a journal's own, and so nobody's to compare with models. */
import type { Project } from '../project/project.ts';
import type { JournalView } from './journal.ts';

/** The journals' own tables, and those that seqscope and sequelize-cli keep beside them. */
export function journalTables(
  project: Project,
  journals: readonly JournalView[],
): (table: string) => boolean {
  const storages = [...Object.values(project.storage), ...journals.map(({ storage }) => storage)];
  const names = storages.flatMap((storage) => (storage.type === 'sequelize' ? [storage.table] : []));
  const all = new Set(
    ['SequelizeMeta', 'SequelizeData', ...names].flatMap((name) => [name, `${name}History`, `${name}Backup`]),
  );
  return (table) => all.has(table);
}
