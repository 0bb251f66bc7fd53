/** The scopes in the outline: the default scope, each named one, all of them left out, and rows that were soft-deleted. */
import type { QuerySpec } from '../../../../queries/query-spec.ts';
import type { ModelSummary } from '../../../../schema/description.ts';
import { defaultScopeName, scopeLines as scopesOf, scopesText } from '../../rows/scopes.ts';
import { outlineLine, type OutlineLine } from './outline-line.ts';

/** What is known of a scope beside its name. */
export interface ScopeNote {
  readonly text: string | null;
  readonly aside: string;
  /** All of it. */
  readonly about: string | null;
}

export function scopeLines(
  model: ModelSummary,
  spec: QuerySpec,
  isOpen: boolean,
  noteOn: (scope: string) => ScopeNote,
): readonly OutlineLine[] {
  const scopes = scopesOf(model, spec);
  const used = scopesText(spec);
  const hasScopes = scopes.length > 0;
  const heading = outlineLine({
    id: 'scopes',
    label: 'scopes',
    part: { type: 'scopes' },
    fold: hasScopes ? (isOpen ? 'open' : 'closed') : null,
    text: used !== '' ? used : hasScopes ? (model.hasDefaultScope ? 'default' : 'none') : 'none to pick',
    tone: 'part',
    verb: 'open or close',
  });
  if (!hasScopes || !isOpen) return [heading];
  const lines = scopes.map(({ name, isUsed, detail, isFunction }) => {
    const note = noteOn(name);
    const parameters = isFunction && !isUsed ? detail : '';
    return outlineLine({
      id: `scope:${name}`,
      label: name === defaultScopeName ? 'default scope' : `${name}${parameters}`,
      part: { type: 'scope', name },
      depth: 1,
      isChecked: isUsed,
      text: note.text ?? (parameters === '' ? detail : ''),
      aside: note.aside,
      ...(note.about === null ? {} : { about: note.about }),
      tone: isUsed ? 'set' : 'quiet',
      verb: isUsed ? 'leave the scope' : isFunction ? 'use it, with arguments' : 'use the scope',
    });
  });
  if (!model.hasDefaultScope) return [heading, ...lines];
  const note = noteOn('unscoped');
  const unscoped = outlineLine({
    id: 'unscoped',
    label: 'unscoped',
    part: { type: 'unscoped' },
    depth: 1,
    isChecked: spec.isUnscoped && spec.scopes.length === 0,
    text: note.text ?? 'no scope, not even the default one',
    aside: note.aside,
    tone: spec.isUnscoped && spec.scopes.length === 0 ? 'set' : 'quiet',
    verb: 'leave every scope, or have the default one back',
  });
  return [heading, ...lines, unscoped];
}
