/** The scopes of a model and what each means in SQL. */
import type { Beside } from '../beside.ts';
import type { Subject } from '../page-model.ts';
import { cell, factRow, type PageSection } from '../page-row.ts';

export function scopesSection({ model }: Subject, { scopes }: Beside): PageSection {
  const meanings = new Map(scopes?.scopes.map((meaning) => [meaning.name, meaning]));
  const rows = (model?.model.scopes ?? []).map(({ name, isFunction, parameters, condition }) => {
    const meaning = meanings.get(name) ?? null;
    const sql = meaning?.sql ?? '';
    const hidden = meaning?.hiddenColumns ?? [];
    const text = sql === '' ? (condition ?? '') : sql;
    const needs = meaning?.isKnown === false ? (meaning.failure ?? 'needs values') : '';
    return factRow(
      `scope:${name}`,
      [
        cell(isFunction ? `${name}(${parameters.join(', ')})` : name, 'strong'),
        cell(text === '' ? needs : text),
        cell(hidden.length === 0 ? '' : `hides ${hidden.join(', ')}`, 'muted'),
      ],
      [text, ...(condition === null || condition === text ? [] : [condition])],
    );
  });
  return { id: 'scopes', title: 'Scopes', rows };
}
