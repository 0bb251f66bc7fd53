/** The scope lens of `query --scopes` as a table: a row a scope, and one for rows that are soft-deleted. */
import { groupedDigits } from '../output/grouped-digits.ts';
import type { LensCount, ScopeGlance, ScopeLens } from '../queries/scope-lens.ts';

export const lensHeads = ['scope', 'on', 'rows', 'hides', 'adds'];

export function lensRows({ scopes, softDeleted }: ScopeLens): readonly (readonly string[])[] {
  const rows = scopes.map((glance) => [
    nameText(glance),
    glance.isApplied ? 'yes' : '',
    countText(glance.rows, glance),
    digits(glance.hides),
    addedText(glance),
  ]);
  if (softDeleted === null) return rows;
  const { isApplied, rows: left, hides, sql } = softDeleted;
  return [...rows, ['(not deleted)', isApplied ? 'yes' : '', countText(left, null), digits(hides), sql]];
}

function nameText({ name, parameters }: ScopeGlance): string {
  return parameters.length === 0 ? name : `${name}(${parameters.join(', ')})`;
}

function countText(count: LensCount, glance: ScopeGlance | null): string {
  switch (count.type) {
    case 'counted':
      return digits(count.rows);
    case 'late':
      return `not counted within ${count.limitMs / 1000} s`;
    case 'needs-arguments':
      return `needs ${glance?.parameters.join(', ') ?? 'arguments'}`;
    case 'failed':
      return count.report.message;
  }
}

function digits(count: number | null): string {
  return count === null ? '' : groupedDigits(count);
}

function addedText({ sql, hiddenColumns, addedColumns }: ScopeGlance): string {
  return [
    ...(sql === '' ? [] : [sql]),
    ...(hiddenColumns.length === 0 ? [] : [`without ${hiddenColumns.join(', ')}`]),
    ...(addedColumns.length === 0 ? [] : [`with ${addedColumns.join(', ')}`]),
  ].join('; ');
}
