/** Values out of the JSON that EXPLAIN gives, whose fields differ from version to version: nothing is taken for granted. */

export type RawObject = Readonly<Record<string, unknown>>;

export function objectIn(value: unknown): RawObject | null {
  // Any object has string keys.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RawObject) : null;
}

export function objectsIn(value: unknown): readonly RawObject[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  return all.map(objectIn).filter((each) => each !== null);
}

/** Costs and times have a fixed number of digits: over our own connections `12.50` comes as a token, which keeps its zero. */
export function numberIn(raw: RawObject, name: string): number | null {
  const token = objectIn(raw[name])?.['\u0000json'];
  const value = typeof token === 'string' ? Number(token) : raw[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function textIn(raw: RawObject, name: string): string | null {
  const value = raw[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The one object of `EXPLAIN (FORMAT JSON)`; text, where a project has told pg to leave JSON alone. Null for anything else. */
export function explainedIn(answer: unknown): RawObject | null {
  try {
    const parsed: unknown = typeof answer === 'string' ? JSON.parse(answer) : answer;
    return objectsIn(parsed)[0] ?? null;
  } catch {
    return null;
  }
}
