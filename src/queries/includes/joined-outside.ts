/**
 * Has a limited finder join includes outside of the subquery in which it limits its rows, whatever Sequelize has settled about them
 * (lib/model.js, _validateIncludedElements). Which rows there are is then said by the conditions of the rows alone.
 */

const optionName = 'seqscopeJoinedOutside';

/** Of an include as the finder has settled it. */
interface SettledJoin {
  readonly as?: unknown;
  subQuery?: unknown;
  subQueryFilter?: unknown;
  readonly include?: readonly SettledJoin[];
}

/** For one call of a finder. A class, because finders clone plain objects in their options. */
export class JoinedOutside {
  readonly #names: ReadonlySet<string>;
  readonly #isLimitedInside: boolean;

  /** `names` are those of the includes; `isLimitedInside` is true where one row may come several times. */
  constructor(names: Iterable<string>, isLimitedInside: boolean) {
    this.#names = new Set(names);
    this.#isLimitedInside = isLimitedInside;
  }

  /** To be spread into the options of the finder. */
  get option(): Readonly<Record<string, JoinedOutside>> {
    return { [optionName]: this };
  }

  settle(options: object): void {
    const includes: unknown = Reflect.get(options, 'include');
    if (!Array.isArray(includes)) return;
    const own = (includes as readonly SettledJoin[]).filter(
      ({ as }) => typeof as === 'string' && this.#names.has(as),
    );
    for (const include of own) putOutside(include);
    if (own.length === includes.length && Reflect.get(options, 'subQuery') !== this.#isLimitedInside) {
      Reflect.set(options, 'subQuery', this.#isLimitedInside);
    }
  }
}

/** What a finder's options hold of it; null for nothing, and for the finder of a separate include, which inherits options. */
export function joinedOutsideOf(options: object): JoinedOutside | null {
  const found: unknown = Reflect.get(options, optionName);
  return found instanceof JoinedOutside && Reflect.get(options, 'separate') !== true ? found : null;
}

function putOutside(include: SettledJoin): void {
  include.subQuery = false;
  include.subQueryFilter = false;
  for (const child of include.include ?? []) putOutside(child);
}
