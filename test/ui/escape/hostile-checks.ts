/** The checks screen with hostile text in findings and differences. */
import type { ErrorReport } from '../../../src/errors.ts';
import type { ChecksScreen } from '../../../src/ui/screens/checks/state.ts';
import { hostileReport, type HostileSource } from './hostile-parts.ts';

export function hostileChecks(source: HostileSource): ChecksScreen {
  const { text, random } = source;
  const failure = (): ErrorReport | null => (random(3) === 0 ? hostileReport(source) : null);
  const findings = Array.from({ length: 4 }, (_, index) => ({
    check: text(),
    level: (['error', 'warning', 'info'] as const)[index % 3] ?? 'info',
    id: String(index),
    schema: text(),
    table: text(),
    column: text(),
    model: index === 0 ? null : text(),
    attribute: text(),
    rowEstimate: null,
    title: text(),
    evidence: [text(), text()],
    fix: { type: 'sql' as const, text: text(), code: text(), migration: null },
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
  const filter = random(3) === 0 ? text() : '';
  const sides = ['models', 'database', 'migrations'] as const;
  return {
    type: 'checks',
    id: 2,
    doctor: {
      requestId: null,
      report: {
        findings,
        checks: [text()],
        incomplete: ['models'],
        remarks: [text()],
        baseline: { path: text(), stale: [text()] },
      },
      error: failure(),
    },
    drift: {
      requestId: null,
      report: {
        differences,
        sides,
        incomplete: [],
        remarks: [text()],
        pendingMigrations: [text()],
        tableCount: 1,
        modelCount: 1,
      },
      error: failure(),
    },
    summaries: findings.map(({ check, level }) => ({
      id: check,
      level,
      title: text(),
      why: text(),
      source: text(),
      needs: [],
    })),
    progress: [],
    tab: random(3) === 0 ? 'drift' : 'all',
    groups: random(2) === 0 ? 'level' : 'table',
    showsKnown: random(2) === 0,
    filter: { text: filter, cursor: filter.length },
    isTyping: random(2) === 0,
    cursor: random(7),
    top: 0,
    detailTop: random(3),
  };
}
