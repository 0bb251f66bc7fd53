/**
 * The includes of a spec and of its scopes as parts of a finder's options: for all rows, for so many of them, and for the rows alone.
 */
import type { FindOptions, Includeable, Model, ModelStatic, WhereOptions } from 'sequelize';
import { ConsoleError } from '../../errors.ts';
import type { QuerySpec } from '../query-spec.ts';
import { includeNames, joinedIncludes, multipliesRows } from '../scope-includes.ts';
import type { ScopeOptions } from '../scope-model.ts';
import {
  canSpeakFor,
  includeOptions,
  requiredConditions,
  spokenFor,
  type IncludeContext,
} from './include-options.ts';
import { JoinedOutside } from './joined-outside.ts';
import {
  isAsked,
  linkAttributes,
  planIncludes,
  refuseKeyless,
  type IncludePlans,
  type PlannedInclude,
} from './planned-include.ts';

interface RowsAlone {
  readonly where: readonly WhereOptions[];
  readonly include: readonly Includeable[];
}

export interface CompiledIncludes {
  readonly include: readonly Includeable[];
  /** Those of them that the spec asks for, with what a scope says of the same. */
  readonly own: readonly Includeable[];
  /** The names under which the records stand on a row, and of those the ones that the spec asks for itself. */
  readonly names: readonly string[];
  readonly asked: readonly string[];
  /** The attributes that are joined by. */
  readonly links: ReadonlySet<string>;
  /** The attributes that must be read so that records can be put together, however few are chosen. */
  readonly needed: readonly string[];
  /** What a statement with a limit needs beside `include`: conditions by the names of what they require. */
  readonly limited: { readonly where: ReadonlyMap<string, WhereOptions>; readonly options: FindOptions };
  /** What says which rows there are, with as little joined as that takes. */
  readonly counted: RowsAlone;
  /** The same with nothing joined. Throws `include-impossible` where a scope says it in a way of its own. */
  readonly grouped: () => RowsAlone;
}

/** Throws `unknown-association`, `unknown-attribute` or `include-impossible`, and what a mistyped filter is refused with. */
export function compileIncludes(
  model: ModelStatic<Model>,
  scope: ScopeOptions,
  spec: Pick<QuerySpec, 'includes'>,
  context: IncludeContext,
): CompiledIncludes {
  const plans = planIncludes(model, scope.include, spec.includes ?? []);
  if (scope.group !== undefined && isAsked(plans)) {
    throw new ConsoleError(`Nothing can be included with rows that a scope of "${model.name}" groups.`, {
      code: 'include-impossible',
      kind: 'usage',
      remedy: 'Leave that scope or the include out.',
    });
  }
  refuseKeyless(model, plans);
  const include = includeOptions(plans, context);
  const isMultiplied = multipliesRows(include);
  const spoken = spokenFor(plans);
  const conditions = requiredConditions(spoken, model, context);
  // Of a separate one the finder would hand the subquery on to the statement of its own.
  const separate = plans.planned.filter(({ use, isSeparate }) => use !== null && isSeparate);
  const outside = new JoinedOutside(
    [...spoken, ...separate].map(({ association }) => association.as),
    isMultiplied,
  );
  const left = { ...plans, planned: plans.planned.filter((one) => !spoken.includes(one)) };
  const links = linkAttributes(plans);
  const askedFor = plans.planned.filter(({ use }) => use !== null);
  return {
    include,
    own: includeOptions({ planned: askedFor, loose: [] }, context),
    names: includeNames(include),
    asked: askedFor.map(({ association }) => association.as),
    links: new Set(links),
    needed: include.length === 0 ? [] : [...new Set([...model.primaryKeyAttributes, ...links])],
    limited: {
      where: isMultiplied ? conditions : new Map(),
      options: spoken.length + separate.length === 0 ? {} : outside.option,
    },
    counted: { where: [...conditions.values()], include: joinedIncludes(includeOptions(left, context)) },
    grouped: () => ({
      where: [...requiredConditions(spokenWhole(model, plans), model, context).values()],
      include: [],
    }),
  };
}

/** All that is required. */
function spokenWhole(model: ModelStatic<Model>, plans: IncludePlans): readonly PlannedInclude[] {
  const required = plans.planned.filter(({ isRequired }) => isRequired);
  if (plans.loose.length === 0 && required.every(canSpeakFor)) return required;
  throw new ConsoleError(`What a scope of "${model.name}" includes cannot be made a condition of its rows.`, {
    code: 'include-impossible',
    kind: 'usage',
    remedy: 'Leave that scope out, or write what it requires as a filter.',
  });
}
