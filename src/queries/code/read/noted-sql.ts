/** SQL in pasted code that says in a comment what it is in the words of this console (../literal-notes.ts). */
import type { Association, Model, ModelStatic } from 'sequelize';
import { ConsoleError } from '../../../errors.ts';
import type { Condition } from '../../filter/condition.ts';
import { sourceOfModel } from '../../filter/filter-source.ts';
import { parseFilter } from '../../filter/parse-filter.ts';
import { resolveFilter } from '../../filter/resolve-filter.ts';
import { heldTypes, literalSql } from '../literal-notes.ts';
import type { HeldSql, WherePlace } from './reading.ts';
import type { Static } from './static.ts';

type Method = Extract<Static, { type: 'method' }>;

/** What says to be a search, or to be required: whether it is, only a compiled spec tells. */
export function notedHeld({ name, note, arguments: [text], at }: Method): HeldSql | null {
  const sql = text?.type === 'value' ? text.value : null;
  const type = heldTypes.find((known) => note?.startsWith(`${known} `));
  if (name !== 'literal' || note === null || type === undefined || typeof sql !== 'string') return null;
  try {
    const said: unknown = JSON.parse(note.slice(type.length));
    return typeof said === 'string' ? { type, text: said, sql, at } : null;
  } catch {
    return null;
  }
}

/** Taken at its word where the filter it says to be is this SQL; null where it is not. */
export function notedCondition(
  { note, arguments: [text] }: Method,
  model: ModelStatic<Model>,
  { sequelize, now }: WherePlace,
): Condition<Association> | null {
  if (note === null || text?.type !== 'value') return null;
  try {
    const node = parseFilter(note);
    if (node === null) return null;
    const condition = resolveFilter(node, sourceOfModel(model), { text: note, now });
    return literalSql(condition, model, sequelize) === text.value ? condition : null;
  } catch (error) {
    if (error instanceof ConsoleError) return null;
    throw error;
  }
}
