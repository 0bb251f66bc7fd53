/** Tells which statements belong to one call of the session, and at its end what of them is an N+1. */
import { currentCall, runCall } from '../database/client/call-context.ts';
import type { ModelSummary } from '../schema/description.ts';
import type { SessionEvent } from '../session-shapes.ts';

type StatementEvent = Extract<SessionEvent, { readonly type: 'statement-executed' }>;

export interface StatementCalls {
  /** To be called where a statement was executed, in the context it was sent in. */
  readonly report: (statement: Omit<StatementEvent, 'type' | 'call'>) => void;
  /** Runs one call; what it repeats is told when it has ended, however it ends. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
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

  async function tell(call: number, statements: readonly StatementEvent[]): Promise<void> {
    const own = statements.filter(({ by }) => by === 'models');
    if (own.length < fewest) return;
    const { recogniseRepeats } = await import('../queries/statements/recognise-repeats.ts');
    if (recogniseRepeats(own).length === 0) return;
    const known = await models().catch(() => []);
    emit({ type: 'repeats-recognised', call, repeats: recogniseRepeats(own, known) });
  }

  return {
    report(statement) {
      const call = currentCall();
      const event: StatementEvent = { type: 'statement-executed', ...statement, call };
      const others = call === null ? undefined : sent.get(call);
      if (others !== undefined && others.length < mostStatements) others.push(event);
      emit(event);
    },
    run: (work) =>
      runCall(async (call) => {
        if (sent.has(call)) return work();
        const statements: StatementEvent[] = [];
        sent.set(call, statements);
        try {
          return await work();
        } finally {
          sent.delete(call);
          void tell(call, statements);
        }
      }),
  };
}
