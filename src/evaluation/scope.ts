/** The names that typed code sees before the global ones. Without a prototype, so that `toString` is no name of a session. */
export type Scope = Record<string, unknown>;

export function emptyScope(): Scope {
  return Object.create(null) as Scope;
}
