/** What the outline says of rows: how many a scope leaves and hides, what it adds to the SQL, and includes that make many of few. */
import { groupedDigits } from '../../../../output/grouped-digits.ts';
import type { LensCount, ScopeGlance } from '../../../../queries/scope-lens.ts';
import { defaultScopeName } from '../../rows/scopes.ts';
import type { QueryScreen } from '../state.ts';
import { outlineLine, type OutlineLine } from './outline-line.ts';
import type { ScopeNote } from './scope-lines.ts';

const nothing: ScopeNote = { text: null, aside: '', about: null };

/** By the name of a scope, and for `unscoped`. */
export function lensNotes({ lens, spec }: QueryScreen): (scope: string) => ScopeNote {
  const { value, isStale } = lens;
  const known = value === null || isModelOther(value.model, spec.source) ? [] : value.scopes;
  const waiting = lens.requestId !== null && lens.value === null ? '…' : '';
  return (name) => {
    if (name === 'unscoped') return { ...nothing, aside: isStale ? '' : unscopedAside(known, spec) };
    const glance = known.find((candidate) => candidate.name === name);
    if (glance === undefined) return { ...nothing, aside: waiting };
    const added = addedText(glance);
    return {
      text: added === '' ? null : added.replace(/^WHERE /, ''),
      aside: isStale ? '…' : countAside(glance.rows, glance.hides),
      about: added === '' ? null : `${added}${hidesText(glance)}`,
    };
  };
}

function isModelOther(model: string, source: QueryScreen['spec']['source']): boolean {
  return source.type !== 'model' || source.name !== model;
}

/** `WHERE status = 'active'`, or the columns it leaves out or adds where it is about those alone. */
function addedText({ sql, hiddenColumns, addedColumns }: ScopeGlance): string {
  if (sql !== '') return sql.replaceAll(/"(\w+)"\."(\w+)"/g, '$2').replace(/^WHERE \((.*)\)$/s, 'WHERE $1');
  const parts = [
    ...(hiddenColumns.length === 0 ? [] : [`without ${hiddenColumns.join(', ')}`]),
    ...(addedColumns.length === 0 ? [] : [`with ${addedColumns.join(', ')}`]),
  ];
  return parts.join(', ');
}

function hidesText({ hides, rows }: ScopeGlance): string {
  if (rows.type === 'failed') return `: ${rows.report.message}`;
  if (rows.type === 'late') return `: not counted within ${String(rows.limitMs / 1000)} s`;
  return hides === null || hides === 0 ? '' : `: hides ${groupedDigits(hides)} rows`;
}

/** `3,777 −1,033`: the rows with it, and how many it hides. */
function countAside(rows: LensCount, hides: number | null): string {
  switch (rows.type) {
    case 'counted': {
      const hidden =
        hides === null || hides === 0
          ? ''
          : hides > 0
            ? ` −${groupedDigits(hides)}`
            : ` +${groupedDigits(-hides)}`;
      return `${groupedDigits(rows.rows)}${hidden}`;
    }
    case 'late':
      return 'many';
    case 'needs-arguments':
      return '';
    case 'failed':
      return 'fails';
  }
}

/** What the default scope leaves and hides together, while no other scope has a say. */
function unscopedAside(scopes: readonly ScopeGlance[], { scopes: used }: QueryScreen['spec']): string {
  const glance = scopes.find(({ name }) => name === defaultScopeName);
  if (used.length > 0 || glance?.rows.type !== 'counted' || glance.hides === null) return '';
  return groupedDigits(glance.rows.rows + glance.hides);
}

/** Rows that are soft-deleted. */
export function deletedAside({ lens }: QueryScreen): string {
  const hides = lens.value?.softDeleted?.hides ?? null;
  return hides === null || lens.isStale ? '' : groupedDigits(hides);
}

/** The rows of the spec as it stands. */
export function rowsAside({ lens, spec }: QueryScreen): string {
  const rows = lens.value?.rows;
  const isKnown = rows?.type === 'counted' && !lens.isStale && (spec.grouping ?? null) === null;
  return isKnown ? `${groupedDigits(rows.rows)} rows` : '';
}

export function explosionLines({ explosion }: QueryScreen): readonly OutlineLine[] {
  const found = explosion.value?.found ?? null;
  if (found === null) return [];
  return [
    outlineLine({
      id: 'explosion',
      label: '!',
      part: { type: 'explosion' },
      depth: 1,
      text: found.warning,
      tone: 'warning',
      verb: found.canBeSeparate
        ? `read ${found.association} by a statement of its own`
        : 'nothing to do here',
    }),
  ];
}
