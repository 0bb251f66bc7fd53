/** Migrations that the journal and the folder do not agree about. */
import { type DoctorCheck, sequelizePage, type Symptom } from '../doctor-check.ts';
import { commandFix } from '../mending.ts';

const page = sequelizePage('Migrations', 'other-topics/migrations/');
/** Names that are told. */
const most = 10;

export const migrationsPending: DoctorCheck = {
  id: 'migrations-pending',
  level: 'warning',
  title: 'migrations that were not executed',
  why: 'The code expects a schema that is not there yet.',
  source: page,
  needs: ['migrations', 'database'],
  check({ migrations }): readonly Symptom[] {
    const names = migrations.filter(({ state }) => state === 'pending').map(({ name }) => name);
    if (names.length === 0) return [];
    const more = names.length - most;
    return [
      {
        key: 'pending',
        place: {},
        title:
          names.length === 1 ? '1 migration is pending.' : `${String(names.length)} migrations are pending.`,
        evidence: [...names.slice(0, most), ...(more > 0 ? [`and ${String(more)} more`] : [])],
        fix: commandFix('See what they would destroy, then execute them.', 'seqscope db:migrate'),
      },
    ];
  },
};

export const migrationOrphaned: DoctorCheck = {
  id: 'migration-orphaned',
  level: 'warning',
  title: 'executed migration whose file is gone',
  why: 'It cannot be reverted, and a new database is not made with it.',
  source: page,
  needs: ['migrations', 'database'],
  check({ migrations }) {
    return migrations
      .filter(({ state }) => state === 'orphaned')
      .map(({ name }) => ({
        key: name,
        place: {},
        title: `The journal has "${name}", but there is no such file.`,
        evidence: [],
        fix: commandFix('See where git has it, and what can be put right.', 'seqscope db:migrate:repair'),
      }));
  },
};
