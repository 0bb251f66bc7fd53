/**
 * Included records as the value of their column, without what was selected beside them; and their beginning, where some of their
 * values came clipped.
 */
import { exactJson } from './exact-json.ts';
import type { BesideAttribute, IncludePlan } from './settled-include.ts';
import { jsonText } from './json-text.ts';
import { readClip, type Clip } from './keyset/clip.ts';
import { isOwnName } from './page-attributes.ts';
import { plainValue } from './plain-value.ts';
import type { Value } from './query-spec.ts';

export interface ReadValue {
  readonly value: Value;
  /** What was clipped of it; null for a whole value. */
  readonly clip: Clip | null;
}

type ValueRecord = Readonly<Record<string, Value>>;

/** Where a clipped value stands while the JSON around it is written. No text of a database holds the character. */
const cutMark = '\u0000cut';

/** A record or a list of them, as `get({plain: true})` gives it. Its beginning is JSON up to the first clipped value. */
export function includedValue(read: unknown, plan: IncludePlan): ReadValue {
  const clips: Clip[] = [];
  const value = withoutBeside(plainValue(read), plan, clips);
  const [first] = clips;
  if (first === undefined) return { value, clip: null };
  const text = jsonText(value);
  const before = text.slice(0, text.indexOf(JSON.stringify(cutMark)));
  const byteLength = clips.reduce((total, clip) => total + (clip.byteLength ?? 0), 0);
  return { value: null, clip: { byteLength, beginning: before + first.beginning } };
}

/** The attributes of one included record, each for itself. */
export function includedAttributes(read: unknown, plan: IncludePlan): (attribute: string) => ReadValue {
  const record = plainValue(read);
  if (!isRecord(record)) return () => ({ value: null, clip: null });
  const beside = new Map(plan.beside.map((names) => [names.attribute, names]));
  const hasClips = plan.beside.some(({ clipName }) => textAt(record, clipName) !== null);
  return (attribute) => {
    const names = beside.get(attribute);
    const clipText = textAt(record, names?.clipName ?? null);
    // What a getter made of clipped values is not what the application would see.
    if (hasClips && plan.made.has(attribute)) {
      const byteLength = clipText === null ? null : readClip(clipText).byteLength;
      return { value: null, clip: { byteLength, beginning: '' } };
    }
    if (clipText !== null) return { value: null, clip: readClip(clipText) };
    return {
      value: exactJson(record[attribute] ?? null, textAt(record, names?.jsonName ?? null)),
      clip: null,
    };
  };
}

function withoutBeside(value: Value, plan: IncludePlan, clips: Clip[]): Value {
  if (Array.isArray(value)) {
    return (value as readonly Value[]).map((item) => withoutBeside(item, plan, clips));
  }
  if (!isRecord(value)) return value;
  const hasClips = plan.beside.some(({ clipName }) => textAt(value, clipName) !== null);
  const beside = new Map(plan.beside.map((names) => [names.attribute, names]));
  const entries = Object.entries(value).flatMap(([name, nested]): readonly (readonly [string, Value])[] => {
    if (isOwnName(name) || (hasClips && plan.made.has(name))) return [];
    const child = plan.children.get(name);
    if (child !== undefined) return [[name, withoutBeside(nested, child, clips)]];
    if (plan.through?.as === name && isRecord(nested)) {
      return [[name, throughRow(nested, value, plan.through.beside, clips)]];
    }
    const names = beside.get(name);
    return [[name, names === undefined ? nested : cell(nested, value, names, clips)]];
  });
  return Object.fromEntries(entries);
}

function throughRow(
  row: ValueRecord,
  holder: ValueRecord,
  beside: readonly BesideAttribute[],
  clips: Clip[],
): Value {
  const cells = beside.map((names) => {
    const own = names.valueName === null ? row[names.attribute] : holder[names.valueName];
    return [names.attribute, cell(own ?? null, holder, names, clips)] as const;
  });
  return { ...row, ...Object.fromEntries(cells) };
}

function cell(value: Value, holder: ValueRecord, names: BesideAttribute, clips: Clip[]): Value {
  const clipText = textAt(holder, names.clipName);
  if (clipText === null) return exactJson(value, textAt(holder, names.jsonName));
  clips.push(readClip(clipText));
  return cutMark;
}

function textAt(record: ValueRecord, name: string | null): string | null {
  const value = name === null ? null : record[name];
  return typeof value === 'string' ? value : null;
}

function isRecord(value: Value): value is ValueRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}
