/** Whether a spec's includes give what `findAll` gives of the same includes: records, pages and counts. */
import { expect } from 'vitest';
import type { Queries } from '../../../src/queries/open-queries.ts';
import { specFor, type Page, type PagePlace, type QuerySpec } from '../../../src/queries/query-spec.ts';
import type { Library } from '../library.ts';
import { randomFrom } from '../random.ts';
import { randomIncludes } from './random-includes.ts';

const models = ['Book', 'Author', 'Review', 'Shelf'] as const;

/** One round for each seed from `first`. */
export async function expectAgreement(
  { queries, application: library }: { readonly queries: Queries; readonly application: Library },
  first: number,
  rounds: number,
): Promise<void> {
  for (let seed = first; seed < first + rounds; seed += 1) {
    const random = randomFrom(seed * 7919);
    const name = models[random(models.length)] ?? 'Book';
    const drawn = randomIncludes(library, name, random);
    const model = library.model(name);
    const order = model.primaryKeyAttributes.map((attribute) => ({ attribute, direction: 'asc' as const }));
    const includes = drawn.map(({ use }) => use);
    const spec: QuerySpec = { ...specFor({ type: 'model', name }, null), includes, order };
    const told = `seed ${seed}: ${name} ${JSON.stringify(includes)}`;
    const options = { include: drawn.map((one) => one.options), order: [...model.primaryKeyAttributes] };
    const records = sorted(JSON.parse(JSON.stringify(await model.findAll(options))));
    expect(sorted(recordsOf(await queries.page(spec))), told).toEqual(records);
    const paged: unknown[] = [];
    let place: PagePlace = { type: 'start' };
    for (;;) {
      const page: Page = await queries.page({ ...spec, limit: 2 + random(3), place });
      expect(page.paging, told).toEqual({ method: 'keys' });
      paged.push(...recordsOf(page));
      const bookmark = page.bookmarks.at(-1);
      if (!page.hasAfter || bookmark === undefined) break;
      place = { type: 'after', bookmark };
    }
    expect(sorted(paged), told).toEqual(records);
    expect((await queries.count(spec)).count, told).toBe((records as readonly unknown[]).length);
    expect((await queries.countUpTo(spec, 4)).count, told).toBe(
      Math.min(4, (records as readonly unknown[]).length),
    );
  }
}

/** A page as the JSON of its records. */
export function recordsOf({ columns, rows }: Page): readonly unknown[] {
  const records = rows.map((row) =>
    Object.fromEntries(columns.map(({ name }, index) => [name, row[index]] as const)),
  );
  return JSON.parse(JSON.stringify(records)) as readonly unknown[];
}

/** Joined records come in any order. */
function sorted(value: unknown, isTop = true): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => sorted(item, false));
    return isTop ? items : items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, sorted(item, false)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
