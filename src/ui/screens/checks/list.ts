/** The items that are listed: of one tab, with the words that were typed, in groups. Pure. */
import { counted } from '../../../output/measures.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { rememberLast } from '../../paint/remember-last.ts';
import {
  checkGroups,
  differenceItem,
  failureItem,
  findingItem,
  remarkItem,
  tableName,
  type CheckGroup,
  type CheckItem,
} from './items.ts';
import type { ChecksScreen, ChecksTab } from './state.ts';

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
  /** Columns of the widest place and name. */
  readonly widths: { readonly place: number; readonly name: number };
}

export interface CheckCounts {
  readonly of: Readonly<Record<ChecksTab, number>>;
  /** How many of all the baseline holds. */
  readonly known: number;
}

type Reports = readonly [
  doctor: ChecksScreen['doctor']['report'],
  doctorError: ChecksScreen['doctor']['error'],
  drift: ChecksScreen['drift']['report'],
  driftError: ChecksScreen['drift']['error'],
];

const everything = rememberLast((...[doctor, doctorError, drift, driftError]: Reports) => [
  ...(doctorError === null ? [] : [failureItem('doctor', doctorError)]),
  ...(driftError === null ? [] : [failureItem('drift', driftError)]),
  ...(doctor?.remarks ?? []).map((text) => remarkItem('doctor', text)),
  ...staleItems(doctor),
  ...(drift?.remarks ?? []).map((text) => remarkItem('drift', text)),
  ...pendingItems(drift),
  ...(doctor?.findings ?? []).map(findingItem),
  ...(drift?.differences ?? []).map(differenceItem),
]);

function staleItems(doctor: Reports[0]): readonly CheckItem[] {
  const stale = doctor?.baseline?.stale ?? [];
  if (stale.length === 0) return [];
  const title = `Of the baseline nothing is found any more of ${counted(stale.length, 'finding')}.`;
  const fix = { text: 'Write it anew.', code: 'seqscope doctor --write-baseline' };
  return [{ ...remarkItem('doctor', title, stale), fix }];
}

function pendingItems(drift: Reports[2]): readonly CheckItem[] {
  const pending = drift?.pendingMigrations ?? [];
  if (pending.length === 0) return [];
  return [remarkItem('drift', `${counted(pending.length, 'migration')} pending.`, pending)];
}

function allItems({ doctor, drift }: ChecksScreen): readonly CheckItem[] {
  return everything(doctor.report, doctor.error, drift.report, drift.error);
}

/** As the list says where it is. */
export function placeText({ place }: CheckItem): string {
  return place === '' ? 'the whole' : place;
}

/** As the list says what it is. */
export function nameText({ name, isKnown }: CheckItem): string {
  return isKnown ? `${name} (known)` : name;
}

const counting = rememberLast((items: readonly CheckItem[], showsKnown: boolean): CheckCounts => {
  const of = { all: 0, failed: 0, error: 0, drift: 0, warning: 0, info: 0, unseen: 0 };
  let known = 0;
  for (const { group, isKnown } of items) {
    if (isKnown) known += 1;
    if (isKnown && !showsKnown) continue;
    of[group] += 1;
    if (group !== 'failed' && group !== 'unseen') of.all += 1;
  }
  return { of, known };
});

/** How many findings each tab has with nothing typed. */
export function checkCounts(screen: ChecksScreen): CheckCounts {
  return counting(allItems(screen), screen.showsKnown);
}

const listed = rememberLast(
  (
    all: readonly CheckItem[],
    tab: ChecksTab,
    showsKnown: boolean,
    groups: ChecksScreen['groups'],
    filter: string,
  ): CheckList => {
    const words = filter
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const items = all.filter(
      (item) => isOfTab(item, tab) && (showsKnown || !item.isKnown) && hasWords(item, words),
    );
    const widest = (of: (item: CheckItem) => string): number =>
      items.reduce((most, item) => Math.max(most, cellWidth(of(item))), 1);
    const widths = {
      place: widest(placeText),
      name: widest(nameText),
    };
    return { ...grouped(items, groups), widths };
  },
);

/** Made once for the same reports. */
export function checkList(screen: ChecksScreen): CheckList {
  const { tab, showsKnown, groups, filter } = screen;
  return listed(allItems(screen), tab, showsKnown, groups, filter.text);
}

/** What of the comparison failed stands where its differences would. */
function isOfTab({ group, place }: CheckItem, tab: ChecksTab): boolean {
  if (tab === 'all' || group === tab) return true;
  return tab === 'drift' && place === 'drift' && (group === 'failed' || group === 'unseen');
}

function hasWords({ place, name, table, title }: CheckItem, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = `${place} ${name} ${table ?? ''} ${title}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function grouped(
  items: readonly CheckItem[],
  groups: ChecksScreen['groups'],
): Pick<CheckList, 'items' | 'lines'> {
  const keyOf = (item: CheckItem): string => (groups === 'level' ? item.group : tableName(item));
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
}

function byGroup(a: string, b: string): number {
  const order: readonly string[] = checkGroups;
  return order.indexOf(a) - order.indexOf(b);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
