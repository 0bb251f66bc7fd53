/** Findings of the doctor, differences of the drift, and what neither could look at, as items of one list. Pure. */
import type { CheckFinding } from '../../../checks/doctor/finding.ts';
import type { Difference } from '../../../checks/drift/drift.ts';
import type { ErrorReport } from '../../../errors.ts';

/** A difference has no level: it stands between what is wrong for certain and what is only worth a look. */
export const checkGroups = ['failed', 'error', 'drift', 'warning', 'info', 'unseen'] as const;
export type CheckGroup = (typeof checkGroups)[number];

export interface CheckItem {
  readonly id: string;
  readonly group: CheckGroup;
  /** The check, or what differs. */
  readonly name: string;
  /** The id of the check, whose reason can be told; null for none. */
  readonly check: string | null;
  /** `users.email`; empty for the whole schema. */
  readonly place: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly model: string | null;
  /** The attribute or column it is about; null for none. */
  readonly field: string | null;
  readonly title: string;
  /** Figures and definitions; of a difference what each side says, behind its name. */
  readonly evidence: readonly { readonly label: string; readonly text: string }[];
  readonly fix: { readonly text: string; readonly code: string } | null;
  /** In the baseline. */
  readonly isKnown: boolean;
}

export function findingItem(finding: CheckFinding): CheckItem {
  const { id, level, check, schema, table, column, model, attribute, title, evidence, fix, isKnown } =
    finding;
  const place = [model ?? tableName({ schema, table }), attribute ?? column ?? ''];
  return {
    id: `doctor:${id}`,
    group: level,
    name: check,
    check,
    place: place.filter((part) => part !== '').join('.'),
    schema,
    table,
    model,
    field: attribute ?? column,
    title,
    evidence: evidence.map((text) => ({ label: '', text })),
    fix: fix === null ? null : { text: fix.text, code: fix.code },
    isKnown,
  };
}

export function differenceItem(difference: Difference): CheckItem {
  const { id, subject, schema, table, name, model, attribute, odd, said, remedy } = difference;
  const within = table === null && schema !== 'public' ? schema : tableName({ schema, table });
  const place = [within, name ?? ''].filter((part) => part !== '').join('.');
  const what = subject.replace('-', ' ');
  const subjectText = subject === 'other' ? 'it' : `the ${what}`;
  const alone = odd === null ? null : `${odd} ${odd === 'database' ? 'stands' : 'stand'} alone`;
  return {
    id: `drift:${id}`,
    group: 'drift',
    name: odd === null ? what : `${what}: ${odd}`,
    check: null,
    place,
    schema,
    table,
    model,
    field: attribute ?? name,
    title: alone === null ? `The sides do not agree on ${subjectText}.` : `On ${subjectText} the ${alone}.`,
    evidence: (['models', 'database', 'migrations'] as const).flatMap((side) => {
      const text = said[side];
      return text === undefined ? [] : [{ label: side, text: text ?? 'nothing' }];
    }),
    fix: { text: remedy.text, code: remedy.sql ?? '' },
    isKnown: false,
  };
}

/** What could not be looked at: `who` is the doctor or the drift. */
export function remarkItem(who: string, title: string, lines: readonly string[] = []): CheckItem {
  return {
    ...ofTheWhole,
    id: `${who}:${title}`,
    place: who,
    title,
    evidence: lines.map((text) => ({ label: '', text })),
  };
}

export function failureItem(who: string, { message, remedy, details }: ErrorReport): CheckItem {
  const lines = [details.file, details.detail, details.hint].filter((text) => text !== undefined);
  const fix = remedy === '' ? null : { text: remedy, code: '' };
  return { ...remarkItem(who, message, lines), group: 'failed', name: 'failed', fix };
}

const ofTheWhole = {
  group: 'unseen',
  name: 'note',
  check: null,
  schema: null,
  table: null,
  model: null,
  field: null,
  fix: null,
  isKnown: false,
} as const;

/** The table of an item, qualified where it is not in `public`; empty for none. */
export function tableName({ schema, table }: Pick<CheckItem, 'schema' | 'table'>): string {
  if (table === null) return '';
  return schema === null || schema === 'public' ? table : `${schema}.${table}`;
}
