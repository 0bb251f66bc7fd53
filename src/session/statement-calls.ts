/** Tells which statements belong to one call of the session, and at its end what of them is an N+1. */
import { currentCall, runCall } from '../database/client/call-context.ts';
import type { ModelSummary } from '../schema/description.ts';
import type { SentStatements } from '../queries/statements/sent-statements.ts';
import type { Repeat } from '../queries/statements/recognise-repeats.ts';
import type { SessionEvent } from '../session-shapes.ts';

export type StatementEvent = Extract<SessionEvent, { readonly type: 'statement-executed' }>;

export interface StatementCalls {
  /** To be called where a statement was executed, in the context it was sent in. */
  readonly report: (statement: Omit<StatementEvent, 'type' | 'call'>) => void;
  /** Runs one call; what it repeats is told when it has ended, however it ends. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** The same, with what it sent as far as it `isTold` of the value that came of it. */
  readonly runTold: <T>(
    work: () => Promise<T>,
    isTold: (statement: StatementEvent, value: T) => boolean,
  ) => Promise<{ readonly value: T; readonly sent: SentStatements }>;
}

/** Statements of one call that are looked at; a search sends many. */
const mostStatements = 5000;
/** Fewer repeat nothing. */
const fewest = 5;

/** `models` are asked for only where something repeats. */
export function statementCalls(
  emit: (event: SessionEvent) => void,
  models: () => Promise<readonly ModelSummary[]>,
): StatementCalls {
  const sent = new Map<number, StatementEvent[]>();

  async function repeatsOf(statements: readonly StatementEvent[]): Promise<readonly Repeat[]> {
    const own = statements.filter(({ by }) => by === 'models');
    if (own.length < fewest) return [];
    const { recogniseRepeats } = await import('../queries/statements/recognise-repeats.ts');
    if (recogniseRepeats(own).length === 0) return [];
    return recogniseRepeats(own, await models().catch(() => []));
  }

  async function tell(call: number, statements: readonly StatementEvent[]): Promise<void> {
    const repeats = await repeatsOf(statements);
    if (repeats.length > 0) emit({ type: 'repeats-recognised', call, repeats });
  }

  function run<T>(work: (statements: readonly StatementEvent[]) => Promise<T>): Promise<T> {
    return runCall(async (call) => {
      const outer = sent.get(call);
      if (outer !== undefined) return work(outer);
      const statements: StatementEvent[] = [];
      sent.set(call, statements);
      try {
        return await work(statements);
      } finally {
        sent.delete(call);
        void tell(call, statements);
      }
    });
  }

  return {
    report(statement) {
      const call = currentCall();
      const event: StatementEvent = { type: 'statement-executed', ...statement, call };
      const others = call === null ? undefined : sent.get(call);
      if (others !== undefined && others.length < mostStatements) others.push(event);
      emit(event);
    },
    run: (work) => run(() => work()),
    runTold: (work, isTold) =>
      run(async (statements) => {
        const before = statements.length;
        const value = await work();
        const told = statements.slice(before).filter((statement) => isTold(statement, value));
        const repeats = await repeatsOf(told);
        return {
          value,
          sent: {
            statements: told.map(({ sql, durationMs, rowCount = null }) => ({ sql, durationMs, rowCount })),
            repeats,
          },
        };
      }),
  };
}
