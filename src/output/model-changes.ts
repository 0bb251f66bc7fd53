/** What is otherwise about the models after they were loaded again, for people. */
import type { ModelSummary } from '../schema/description.ts';
import { counted } from './measures.ts';
import { sanitiseLine } from './sanitise.ts';

/** A line a model that came, went or changed; one line where none did, or where what was before is not known (null). */
export function modelChangesText(
  before: readonly ModelSummary[] | null,
  after: readonly ModelSummary[],
): string {
  if (before === null) return `${counted(after.length, 'model')} loaded again.\n`;
  const known = new Map(before.map((model) => [model.name, model]));
  const left = new Set(after.map(({ name }) => name));
  const lines = [
    ...after.flatMap((model) => {
      const old = known.get(model.name);
      if (old === undefined) return [`+ ${model.name}, ${counted(model.attributes.length, 'attribute')}`];
      const changes = changesOf(old, model);
      return changes.length === 0 ? [] : [`~ ${model.name}: ${changes.join(', ')}`];
    }),
    ...before.filter(({ name }) => !left.has(name)).map(({ name }) => `- ${name}`),
  ];
  if (lines.length === 0) {
    return `${counted(after.length, 'model')} loaded again: attributes, associations and scopes are as they were.\n`;
  }
  return `${counted(after.length, 'model')} loaded again:\n${lines.map((line) => `  ${sanitiseLine(line)}\n`).join('')}`;
}

function changesOf(old: ModelSummary, model: ModelSummary): readonly string[] {
  return [
    ...(old.table === model.table && old.schema === model.schema ? [] : [`table ${model.table}`]),
    ...changedParts('', old.attributes, model.attributes),
    ...changedParts('association ', old.associations, model.associations),
    ...changedParts('scope ', old.scopes, model.scopes),
    ...(old.defaultScope === model.defaultScope ? [] : ['default scope changed']),
    ...(old.isParanoid === model.isParanoid
      ? []
      : [model.isParanoid ? 'now paranoid' : 'no longer paranoid']),
  ];
}

interface Named {
  readonly name: string;
}

/** `+nickname`, `-email`, `status changed`; `what` stands before the name. */
function changedParts(what: string, old: readonly Named[], parts: readonly Named[]): readonly string[] {
  const known = new Map(old.map((part) => [part.name, JSON.stringify(part)]));
  const left = new Set(parts.map(({ name }) => name));
  return [
    ...parts.flatMap((part) => {
      const before = known.get(part.name);
      if (before === undefined) return [`+${what}${part.name}`];
      return before === JSON.stringify(part) ? [] : [`${what}${part.name} changed`];
    }),
    ...old.filter(({ name }) => !left.has(name)).map(({ name }) => `-${what}${name}`),
  ];
}
