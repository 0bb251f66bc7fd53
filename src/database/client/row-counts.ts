/**
 * How many rows each statement of a Sequelize instance returned or affected, as the server said, and what was bound to it: Sequelize's
 * own logging leaves the one out and says the other only as text, and what a query resolves to is folded and built already.
 */

/** Sequelize's AbstractQuery as far as it is read and set here (lib/dialects/postgres/query.js). */
interface CountedQuery {
  readonly options?: object;
  connection?: object | null;
}

type Callback = (error: unknown, result?: unknown) => void;

const counts = new WeakMap<object, number>();
const sentValues = new WeakMap<object, readonly unknown[]>();

/** To be called by a beforeQuery hook. The connection keeps working as it does: one call of it is listened to. */
export function countRows(query: CountedQuery): void {
  const { options, connection } = query;
  if (options === undefined || connection == null) return;
  const send: unknown = Reflect.get(connection, 'query');
  if (typeof send !== 'function') return;
  query.connection = Object.create(connection, {
    query: {
      value: (...values: readonly unknown[]): unknown => {
        const done = values.at(-1);
        // pg's `query(text, values, callback)`.
        const [, bound] = values;
        if (Array.isArray(bound)) sentValues.set(options, bound);
        if (typeof done !== 'function') return Reflect.apply(send, connection, values);
        const noted: Callback = (error, result) => {
          const count = rowCountIn(result);
          if (count !== null) counts.set(options, count);
          // pg's callback style is the only way Sequelize calls.
          (done as Callback)(error, result);
        };
        return Reflect.apply(send, connection, [...values.slice(0, -1), noted]);
      },
    },
  }) as object;
}

/** By the options that Sequelize hands to its logging and its afterQuery hooks' query; null where it is not known. */
export function rowCountOf(options: unknown): number | null {
  return typeof options === 'object' && options !== null ? (counts.get(options) ?? null) : null;
}

/** What was bound to the statement, by the same options; empty for nothing. */
export function sentValuesOf(options: unknown): readonly unknown[] {
  return typeof options === 'object' && options !== null ? (sentValues.get(options) ?? []) : [];
}

/** Of several statements in one text the last one counts. */
function rowCountIn(result: unknown): number | null {
  const last: unknown = Array.isArray(result) ? result.at(-1) : result;
  if (typeof last !== 'object' || last === null || !('rowCount' in last)) return null;
  return typeof last.rowCount === 'number' ? last.rowCount : null;
}
