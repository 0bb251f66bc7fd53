/** What is known of a journal's entries, every text of it hostile. */
import type { SchemaDifference } from '../../../src/database/snapshot/difference.ts';
import type { ErrorReport } from '../../../src/errors.ts';
import type {
  RehearsalOutcome,
  RehearsedEntry,
  RehearsedPass,
} from '../../../src/journal/rehearse/rehearsal.ts';
import { emptyTimeline, type Timeline } from '../../../src/ui/screens/journal/timeline.ts';

interface Source {
  readonly text: () => string;
  readonly report: () => ErrorReport;
}

export function hostileTimeline({ text, report }: Source, names: readonly string[]): Timeline {
  const outcome = outcomeOf(text, names);
  const steps = names.map((name) => ({
    name,
    direction: 'up' as const,
    status: 'failed' as const,
    durationMs: 1,
    wasAtomic: true,
    statements: [{ sql: text(), durationMs: 1 }],
    error: report(),
  }));
  return {
    ...emptyTimeline,
    checks: new Map(
      names.map((name) => [
        name,
        { name, flags: ['unreadable'], problem: report(), mayRunInTransaction: null } as const,
      ]),
    ),
    lints: new Map(
      names.map((name, index) => [
        name,
        index % 3 === 0
          ? { type: 'failed', report: report() }
          : {
              type: 'linted',
              ignored: 1,
              remarks: [text()],
              findings: Array.from({ length: 3 }, () => ({
                rule: text(),
                level: 'error' as const,
                message: text(),
                why: text(),
                rewrite: text(),
                source: text(),
                line: 2,
                column: 1,
                excerpt: text(),
              })),
            },
      ]),
    ),
    rehearsals: new Map(
      outcome.entries.map((entry) => [entry.name, { entry, outcome, state: 'executed' as const }]),
    ),
    steps: new Map(steps.map((step) => [step.name, [step]])),
    last:
      names.length % 2 === 0
        ? { type: 'rehearsal', title: text(), outcome }
        : { type: 'failed', title: text(), report: report() },
  };
}

function outcomeOf(text: () => string, names: readonly string[]): RehearsalOutcome {
  const difference = differenceOf(text);
  return {
    place: { type: 'copy', why: text(), how: 'schema', isEmbedded: true, missing: difference },
    entries: names.map((name) => entryOf(text, name)),
    passedOver: [text()],
    verdict: 'not-restored',
    changedMeanwhile: difference,
    movedSequences: [{ schema: text(), name: text(), from: text(), to: text() }],
    catalogHash: { before: text(), after: text() },
  };
}

function entryOf(text: () => string, name: string): RehearsedEntry {
  const pass: RehearsedPass = {
    name,
    direction: 'up',
    status: 'done',
    durationMs: 1,
    isAtomic: false,
    statements: [{ sql: text(), durationMs: 1, command: 'INSERT', rows: 3 }],
    locks: [
      {
        schema: text(),
        table: text(),
        mode: 'AccessExclusiveLock',
        statement: 0,
        heldMs: 1,
        isHeldBefore: true,
      },
    ],
    difference: differenceOf(text),
    error: null,
  };
  const roundTrip = { afterBack: differenceOf(text), afterAgain: null, isRestored: false };
  return { name, passes: [pass, { ...pass, direction: 'down' }, pass], roundTrip };
}

function differenceOf(text: () => string): SchemaDifference {
  const key = () => ({ type: 'column' as const, schema: text(), table: text(), name: text() });
  return {
    added: [{ ...key(), properties: {} }],
    removed: [{ ...key(), properties: {} }],
    changed: [{ ...key(), changes: [{ property: text(), from: text(), to: text() }] }],
  };
}
