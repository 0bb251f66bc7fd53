/** The checks screen with hostile text in findings and differences. */
import type { ChecksScreen } from '../../../src/ui/screens/checks/state.ts';
import type { HostileSource } from './hostile-parts.ts';

export function hostileChecks({ text, random }: HostileSource): ChecksScreen {
  const findings = Array.from({ length: 4 }, (_, index) => ({
    check: text(),
    level: (['error', 'warning', 'info'] as const)[index % 3] ?? 'info',
    id: String(index),
    schema: text(),
    table: text(),
    column: text(),
    model: index === 0 ? null : text(),
    attribute: text(),
    title: text(),
    evidence: [text(), text()],
    fix: { type: 'sql' as const, text: text(), code: text() },
    isKnown: index === 3,
  }));
  const differences = Array.from({ length: 3 }, (_, index) => ({
    id: String(index),
    subject: 'column' as const,
    schema: text(),
    table: text(),
    name: text(),
    model: text(),
    attribute: null,
    odd: null,
    said: { models: text(), database: null, migrations: text() },
    remedy: { type: 'repair' as const, text: text(), sql: text() },
  }));
  const sides = ['models', 'database', 'migrations'] as const;
  return {
    type: 'checks',
    id: 2,
    doctor: {
      requestId: null,
      report: { findings, checks: [text()], remarks: [text()], baseline: null },
      error: null,
    },
    drift: {
      requestId: null,
      report: {
        differences,
        sides,
        remarks: [text()],
        pendingMigrations: [text()],
        tableCount: 1,
        modelCount: 1,
      },
      error: null,
    },
    progress: [],
    groups: random(2) === 0 ? 'level' : 'table',
    cursor: random(7),
    top: 0,
    detailTop: 0,
  };
}
