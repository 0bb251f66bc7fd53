/** The tree of includes of a spec: finding the one at a path, putting one in, taking it out, changing it. */
import type { IncludeUse, QuerySpec } from '../../../../queries/query-spec.ts';
import { includeOf } from '../../../../session.ts';
import type { IncludePath } from '../state.ts';

export function includeAt(spec: QuerySpec, path: IncludePath): IncludeUse | null {
  let includes: readonly IncludeUse[] = spec.includes ?? [];
  let found: IncludeUse | null = null;
  for (const name of path) {
    found = includes.find(({ association }) => association === name) ?? null;
    if (found === null) return null;
    includes = found.includes;
  }
  return found;
}

/** Below that path; those of the spec itself for an empty one. */
export function includesAt(spec: QuerySpec, path: IncludePath): readonly IncludeUse[] {
  return path.length === 0 ? (spec.includes ?? []) : (includeAt(spec, path)?.includes ?? []);
}

/** Changes the include at a path; a path that leads nowhere changes nothing. */
export function withInclude(
  spec: QuerySpec,
  path: IncludePath,
  change: (include: IncludeUse) => IncludeUse,
): QuerySpec {
  const includes = changedAt(spec.includes ?? [], path, (found) =>
    found.map((include) => (include.association === path.at(-1) ? change(include) : include)),
  );
  return { ...spec, includes };
}

/** Includes the association at the end of a path, with what lies above it, or takes it out with all that is below it. */
export function toggledInclude(spec: QuerySpec, path: IncludePath): QuerySpec {
  const name = path.at(-1);
  if (name === undefined) return spec;
  const above = path.slice(0, -1);
  const whole = above.reduce(
    (next, _, index) =>
      includeAt(next, above.slice(0, index + 1)) === null
        ? toggledInclude(next, above.slice(0, index + 1))
        : next,
    spec,
  );
  const includes = changedAt(whole.includes ?? [], path, (found) =>
    found.some(({ association }) => association === name)
      ? found.filter(({ association }) => association !== name)
      : [...found, includeOf(name)],
  );
  return { ...whole, includes };
}

/** `change` is given the includes among which the last name of the path belongs. */
function changedAt(
  includes: readonly IncludeUse[],
  path: IncludePath,
  change: (includes: readonly IncludeUse[]) => readonly IncludeUse[],
): readonly IncludeUse[] {
  if (path.length <= 1) return change(includes);
  const [name, ...rest] = path;
  return includes.map((include) =>
    include.association === name
      ? { ...include, includes: changedAt(include.includes, rest, change) }
      : include,
  );
}

/** As it is left to Sequelize, yes, no, and round again. */
export function nextChoice(choice: boolean | null): boolean | null {
  if (choice === null) return true;
  return choice ? false : null;
}

/** `devices (platform = ios), role`: what is included, as one line. */
export function includesText(includes: readonly IncludeUse[]): string {
  return includes
    .map(({ association, filter, required, includes: below }) => {
      const parts = [
        ...(filter === '' ? [] : [filter]),
        ...(required === true ? ['required'] : []),
        ...(below.length === 0 ? [] : [`+ ${includesText(below)}`]),
      ];
      return parts.length === 0 ? association : `${association} (${parts.join(', ')})`;
    })
    .join(', ');
}
