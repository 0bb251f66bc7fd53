/** Code examples of a model, written by the session from its real scopes and associations. */
import { ConsoleError } from '../errors.ts';
import type { ModelDetails } from '../schema/model-details.ts';
import type { SiteExample } from '../output/site/site-content.ts';
import { includeOf, specFor, type Session } from '../session.ts';
import type { QuerySpec } from '../queries/query-spec.ts';

/** Of each kind: more of the same explain nothing. */
const mostOfAKind = 6;

/** What cannot be written (a scope that brings what code has no literal for) is left out. */
export async function codeExamples(session: Session, model: ModelDetails): Promise<readonly SiteExample[]> {
  const source = { type: 'model', name: model.name } as const;
  const whole = specFor(source, null);
  const asked: readonly { readonly title: string; readonly spec: QuerySpec }[] = [
    { title: 'The first ten', spec: specFor(source, 10) },
    ...model.scopes
      .filter(({ isFunction }) => !isFunction)
      .slice(0, mostOfAKind)
      .map(({ name }) => ({
        title: `With the scope ${name}`,
        spec: { ...whole, scopes: [{ name, arguments: [] }] },
      })),
    ...model.associations.slice(0, mostOfAKind).map(({ name }) => ({
      title: `With ${name}`,
      spec: { ...whole, includes: [includeOf(name)] },
    })),
  ];
  const examples: SiteExample[] = [];
  for (const { title, spec } of asked) {
    const written = await session.code(spec).catch((error: unknown) => {
      if (error instanceof ConsoleError) return null;
      throw error;
    });
    if (written !== null) examples.push({ title, code: written.text });
  }
  return examples;
}
