/** The REPL screen in which everything that code, the server or a file said is hostile. */
import type { ErrorReport } from '../../../src/errors.ts';
import type { ShownValue, TextPart } from '../../../src/evaluation/evaluation.ts';
import { editorOf } from '../../../src/ui/editing/text-editor.ts';
import { emptyRepl, type ReplEntry, type ReplScreen } from '../../../src/ui/screens/repl/state.ts';

interface ReplSource {
  readonly text: () => string;
  readonly random: (limit: number) => number;
  readonly report: () => ErrorReport;
}

/** The last entries are the ones in view: which they are is left to chance. */
export function hostileRepl(source: ReplSource): ReplScreen {
  const { text, random } = source;
  const entries = Array.from({ length: 6 }, () => hostileEntries(source)[random(7)]).filter(
    (entry) => entry !== undefined,
  );
  const candidates = Array.from({ length: 12 }, () => ({ text: text(), aside: text() }));
  return {
    ...emptyRepl(2),
    // What is typed or recalled.
    editor: editorOf(`${text()}\n${text()}`.replaceAll('\r', '')),
    entries,
    view: random(2) === 0 ? 'table' : 'tree',
    completion: random(2) === 0 ? { from: 0, to: 0, chosen: 1, candidates } : null,
    running: random(3) === 0 ? { requestId: 1, text: text() } : null,
  };
}

function hostileEntries({ text, report }: ReplSource): readonly ReplEntry[] {
  const parts = (): readonly TextPart[] =>
    (['plain', 'string', 'name', 'symbol'] as const).map((style) => ({ text: text(), style }));
  const names = [text(), text(), text()];
  const table: ShownValue = {
    type: 'table',
    title: text(),
    isSingle: false,
    columns: names.map((name) => ({
      name,
      type: text(),
      kind: 'text',
      isPrimaryKey: false,
      isVirtual: false,
    })),
    rows: Array.from({ length: 4 }, () => names.map(text)),
    rowCount: 4,
    tree: [
      {
        model: text(),
        fields: names.map((name) => ({ name, kind: 'text', value: text() })),
        included: [{ association: text(), isMany: true, records: [] }],
      },
    ],
  };
  const ran = {
    statements: [{ sql: text(), durationMs: 1, rowCount: 1, values: [text()] }],
    notices: [text()],
    told: [{ stream: 'out', parts: parts() }],
    durationMs: 1,
  } as const;
  return [
    { type: 'input', text: `${text()}\n${text()}` },
    { type: 'evaluation', evaluation: { ...ran, status: 'done', value: table, name: '$1' } },
    {
      type: 'evaluation',
      evaluation: {
        ...ran,
        status: 'done',
        value: { type: 'text', parts: parts(), isUndefined: false },
        name: '$1',
      },
    },
    { type: 'evaluation', evaluation: { ...ran, status: 'failed', report: report() } },
    { type: 'told', lines: [{ stream: 'error', parts: parts() }], leftOut: 3 },
    { type: 'said', text: `${text()}\n${text()}`, tone: 'plain' },
    { type: 'refused', report: report() },
  ];
}
