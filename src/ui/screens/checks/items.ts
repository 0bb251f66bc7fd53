/** Findings of the doctor and differences of the drift as items of one list, in groups. Pure. */
import type { CheckFinding } from '../../../checks/doctor/finding.ts';
import type { Difference } from '../../../checks/drift/drift.ts';
import { rememberLast } from '../../paint/remember-last.ts';
import type { ChecksScreen } from './state.ts';

/** A difference has no level: it stands between what is wrong for certain and what is only worth a look. */
export const checkGroups = ['error', 'drift', 'warning', 'info'] as const;
export type CheckGroup = (typeof checkGroups)[number];

export interface CheckItem {
  readonly id: string;
  readonly group: CheckGroup;
  /** The check, or what differs. */
  readonly name: string;
  /** `users.email`; empty for the whole schema. */
  readonly place: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly model: string | null;
  readonly title: string;
  /** Figures and definitions; of a difference what each side says, behind its name. */
  readonly evidence: readonly { readonly label: string; readonly text: string }[];
  readonly fix: { readonly text: string; readonly code: string } | null;
  /** In the baseline. */
  readonly isKnown: boolean;
}

export type CheckLine =
  | {
      readonly type: 'heading';
      readonly title: string;
      readonly group: CheckGroup | null;
      readonly count: number;
    }
  /** `index` counts items alone. */
  | { readonly type: 'item'; readonly item: CheckItem; readonly index: number };

export interface CheckList {
  readonly items: readonly CheckItem[];
  readonly lines: readonly CheckLine[];
}

const listed = rememberLast(
  (
    findings: readonly CheckFinding[] | null,
    differences: readonly Difference[] | null,
    groups: ChecksScreen['groups'],
  ): CheckList => {
    const items = [...(findings ?? []).map(findingItem), ...(differences ?? []).map(differenceItem)];
    const keyOf = (item: CheckItem): string => (groups === 'level' ? item.group : placeOfTable(item));
    const keys = [...new Set(items.map(keyOf))].sort(groups === 'level' ? byGroup : byText);
    const sorted: CheckItem[] = [];
    const lines: CheckLine[] = [];
    for (const key of keys) {
      const own = items.filter((item) => keyOf(item) === key);
      if (groups === 'table') own.sort((a, b) => byGroup(a.group, b.group));
      const group = groups === 'level' ? (own[0]?.group ?? null) : null;
      lines.push({ type: 'heading', title: key === '' ? 'The whole' : key, group, count: own.length });
      for (const item of own) {
        lines.push({ type: 'item', item, index: sorted.length });
        sorted.push(item);
      }
    }
    return { items: sorted, lines };
  },
);

/** Made once for the same reports. */
export function checkList({ doctor, drift, groups }: ChecksScreen): CheckList {
  return listed(doctor.report?.findings ?? null, drift.report?.differences ?? null, groups);
}

function byGroup(a: string, b: string): number {
  const order: readonly string[] = checkGroups;
  return order.indexOf(a) - order.indexOf(b);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function placeOfTable({ schema, table }: Pick<CheckItem, 'schema' | 'table'>): string {
  if (table === null) return '';
  return schema === null || schema === 'public' ? table : `${schema}.${table}`;
}

function findingItem(finding: CheckFinding): CheckItem {
  const { id, level, check, schema, table, column, model, attribute, title, evidence, fix, isKnown } =
    finding;
  const place = [model ?? placeOfTable({ schema, table }), attribute ?? column ?? ''];
  return {
    id: `doctor:${id}`,
    group: level,
    name: check,
    place: place.filter((part) => part !== '').join('.'),
    schema,
    table,
    model,
    title,
    evidence: evidence.map((text) => ({ label: '', text })),
    fix: fix === null ? null : { text: fix.text, code: fix.code },
    isKnown,
  };
}

function differenceItem(difference: Difference): CheckItem {
  const { id, subject, schema, table, name, model, odd, said, remedy } = difference;
  const place = [placeOfTable({ schema, table }), name ?? ''].filter((part) => part !== '').join('.');
  const who =
    odd === null ? 'the sides do not agree' : `${odd} ${odd === 'database' ? 'stands' : 'stand'} alone`;
  return {
    id: `drift:${id}`,
    group: 'drift',
    name: subject,
    place,
    schema,
    table,
    model,
    title: `${subject.replace('-', ' ')}: ${who}`,
    evidence: (['models', 'database', 'migrations'] as const).flatMap((side) => {
      const text = said[side];
      return text === undefined ? [] : [{ label: side, text: text ?? 'nothing' }];
    }),
    fix: { text: remedy.text, code: remedy.sql ?? '' },
    isKnown: false,
  };
}
