/** Tables whose upkeep is behind. */
import { type DoctorCheck, manual } from '../doctor-check.ts';
import { nameText, placeText, schemaFix, sqlFix, step, tableName } from '../mending.ts';
import { countText, ownTables } from '../places.ts';

export const neverAnalysed: DoctorCheck = {
  id: 'never-analysed',
  level: 'warning',
  title: 'table that was never analysed',
  why: 'Without statistics the planner guesses how many rows a condition leaves, and guesses plans.',
  source: manual('24.1.3. Updating Planner Statistics', 'routine-vacuuming.html#VACUUM-FOR-STATISTICS'),
  needs: ['database'],
  check(facts) {
    return ownTables(facts).flatMap((table) => {
      const { counters } = table;
      if (counters === null || counters.isAnalysed || counters.liveRows < facts.limits.leastRows) return [];
      return [
        {
          key: placeText(table),
          place: { schema: table.schema, table: table.name },
          title: `"${nameText(table)}" was never analysed.`,
          evidence: [countText(counters.liveRows, 'row')],
          fix: sqlFix('Analyse it; that reads a sample.', `ANALYZE ${tableName(table)}`),
        },
      ];
    });
  },
};

export const deadRows: DoctorCheck = {
  id: 'dead-rows',
  level: 'warning',
  title: 'table bloated by dead rows',
  why: 'Old versions of rows are read over by every scan until VACUUM lets their place be used again. A transaction that stays open keeps them all.',
  source: manual('24.1.2. Recovering Disk Space', 'routine-vacuuming.html#VACUUM-FOR-SPACE-RECOVERY'),
  needs: ['database'],
  check(facts) {
    const { leastRows, deadShare } = facts.limits;
    return ownTables(facts).flatMap((table) => {
      const { counters } = table;
      if (counters === null || counters.deadRows < leastRows) return [];
      const share = counters.deadRows / (counters.deadRows + counters.liveRows);
      if (share < deadShare) return [];
      return [
        {
          key: placeText(table),
          place: { schema: table.schema, table: table.name },
          title: `${String(Math.round(share * 100))} % of the rows in "${nameText(table)}" are dead.`,
          evidence: [
            `${countText(counters.deadRows, 'dead row')}, ${countText(counters.liveRows, 'live one')}`,
            counters.lastVacuumAt === null ? 'never vacuumed' : `last vacuumed ${counters.lastVacuumAt}`,
          ],
          fix: sqlFix('Vacuum it; others work meanwhile.', `VACUUM (ANALYZE) ${tableName(table)}`),
        },
      ];
    });
  },
};

export const autovacuumOff: DoctorCheck = {
  id: 'autovacuum-off',
  level: 'warning',
  title: 'table that autovacuum leaves out',
  why: 'Nobody clears its dead rows and nobody renews its statistics, until the whole database has to be frozen.',
  source: manual('24.1.6. The Autovacuum Daemon', 'routine-vacuuming.html#AUTOVACUUM'),
  needs: ['database'],
  check(facts) {
    return ownTables(facts).flatMap((table) => {
      const said = table.options.find((option) => /^autovacuum_enabled=(?:false|off|no|0|f)$/i.test(option));
      if (said === undefined) return [];
      return [
        {
          key: placeText(table),
          place: { schema: table.schema, table: table.name },
          title: `Autovacuum leaves "${nameText(table)}" out.`,
          evidence: [said],
          fix: schemaFix(
            'Let it look after the table again.',
            step(
              `ALTER TABLE ${tableName(table)} RESET (autovacuum_enabled)`,
              `ALTER TABLE ${tableName(table)} SET (${said})`,
            ),
          ),
        },
      ];
    });
  },
};
