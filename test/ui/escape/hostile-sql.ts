/** The SQL screen and the plan screen, every text in them hostile. */
import type { ErrorReport } from '../../../src/errors.ts';
import type { PlanNode } from '../../../src/queries/explain/plan.ts';
import { editorOf } from '../../../src/ui/editing/text-editor.ts';
import type { PlanScreen } from '../../../src/ui/screens/plan/state.ts';
import type { RowsScreen } from '../../../src/ui/screens/rows/state.ts';
import { emptySql, type SqlScreen, type SqlTab } from '../../../src/ui/screens/sql/state.ts';
import { lineOf } from '../../../src/ui/terminal/line-input.ts';

interface Source {
  readonly text: () => string;
  readonly random: (limit: number) => number;
  readonly report: () => ErrorReport;
}

/** Text under edit, scrolled anywhere and partly selected; results, errors, candidates, a parameter that is asked for. */
export function hostileSql({ text, random, report }: Source, rows: RowsScreen): SqlScreen {
  const typed = Array.from({ length: 1 + random(8) }, text).join('\n');
  const editor = editorOf(typed);
  const notices = [text(), text()];
  const tabs: readonly SqlTab[] = [
    { type: 'rows', line: text(), durationMs: 3, top: random(40), rows, notices },
    { type: 'failed', line: text(), durationMs: null, top: random(4), report: report() },
    { type: 'done', line: text(), durationMs: 1, top: 0, notices },
  ];
  const place = random(editor.text.length + 1);
  return {
    ...emptySql(2),
    editor: {
      ...editor,
      cursor: place,
      anchor: random(2) === 0 ? random(editor.text.length + 1) : null,
      top: random(3),
      left: random(3) === 0 ? random(60) : 0,
    },
    completion:
      random(2) === 0
        ? {
            from: Math.max(0, place - 3),
            to: place,
            candidates: Array.from({ length: 12 }, () => ({ text: text(), aside: text() })),
            chosen: random(12),
          }
        : null,
    asked: random(4) === 0 ? { names: [text()], line: lineOf(text()), pieces: [], purpose: 'run' } : null,
    tabs,
    active: random(tabs.length),
    transaction: (['none', 'open', 'failed'] as const)[random(3)] ?? 'none',
    watch: random(3) === 0 ? { seconds: 0.5, count: 3, ranAt: 0 } : null,
    isExpanded: random(2) === 0,
    past: random(2) === 0 ? 1 : null,
  };
}

export function hostilePlan({ text, random, report }: Source): PlanScreen {
  const plan = hostileNode(text, 0, [
    hostileNode(text, 1, [hostileNode(text, 2, []), hostileNode(text, 3, [])]),
    hostileNode(text, 4, []),
  ]);
  return {
    type: 'plan',
    id: 2,
    title: text(),
    request: { type: 'sql', sql: text() },
    requestId: null,
    explanation:
      random(4) === 0
        ? null
        : {
            sql: text(),
            plan,
            shareOf: 'time',
            planningMs: 1,
            executionMs: 2,
            triggers: [{ name: text(), relation: text(), calls: 1, timeMs: 1 }],
            jit: { functions: 3, totalMs: 1 },
            settings: [{ name: text(), text: text() }],
            ran: 'rolled-back',
          },
    error: random(4) === 0 ? report() : null,
    closed: new Set(random(3) === 0 ? [1] : []),
    cursor: random(3),
    top: 0,
  };
}

function hostileNode(text: () => string, id: number, children: readonly PlanNode[]): PlanNode {
  const detail = () => ({ name: text(), text: text() });
  return {
    id,
    type: text(),
    title: text(),
    role: text(),
    relation: { schema: text(), name: text() },
    alias: text(),
    index: text(),
    conditions: [detail(), detail()],
    details: [detail()],
    cost: { startup: 0, total: 10 },
    plannedRows: 4,
    actual: { rows: 400, loops: 2, startupMs: 0, totalMs: 2 },
    totalMs: 2,
    ownMs: 1,
    share: 0.5,
    removed: [{ by: text(), rows: 7 }],
    buffers: null,
    spill: { kilobytes: 12 },
    workers: null,
    marks: [{ type: 'index', sql: text(), text: text(), section: text() }],
    children,
  };
}
