/** Random specs over Rituality and the library, of everything that both code and a command line can say. */
import type { IncludeUse, QuerySpec } from '../../../src/queries/query-spec.ts';
import { specFor } from '../../../src/queries/query-spec.ts';
import type { Library } from '../library.ts';
import { randomIncludes } from '../includes/random-includes.ts';

type Random = (limit: number) => number;

interface Source {
  readonly model: string;
  readonly scopes: readonly { readonly name: string; readonly arguments: readonly (string | number)[] }[];
  readonly filters: readonly string[];
  readonly orders: readonly string[];
  readonly groups: readonly string[];
  readonly search: readonly string[];
  readonly related: readonly NonNullable<QuerySpec['relatedTo']>[];
  readonly includes: readonly string[];
}

const use = (name: string, ...values: readonly (string | number)[]) => ({ name, arguments: values });

export const ritualitySources: readonly Source[] = [
  {
    model: 'User',
    scopes: [use('active'), use('verified'), use('registeredSince', '2025-06-01'), use('withPassword')],
    filters: [
      'emailVerified',
      'status in (active, pending)',
      'status != suspended',
      'bio is null',
      'name ~ "a%"',
      'email !~ "%@example.com"',
      'createdAt > 400d',
      'createdAt between 2025-01-01 and 2026-06-01',
      'birthDate < 1990-01-31',
      'role.name = admin',
      'devices.platform = ios',
      'devices(platform = ios and isActive)',
      'permissions is null',
      'lastLoginAt is not null',
    ],
    orders: ['createdAt', 'name', 'lastLoginAt', 'status'],
    groups: ['status', 'emailVerified', 'roleId'],
    search: ['an'],
    related: [],
    includes: ['role', 'devices', 'permissions'],
  },
  {
    model: 'UserDevice',
    scopes: [use('active'), use('unseenFor', 30)],
    filters: [
      'platform = ios',
      'ipAddress is null',
      'syncedBytes > 100',
      'user.emailVerified',
      'isActive = false',
      'details is not null',
    ],
    orders: ['lastSeenAt', 'platform', 'syncedBytes'],
    groups: ['platform', 'isActive'],
    search: ['ios'],
    related: [],
    includes: ['user'],
  },
];

export const librarySources: readonly Source[] = [
  {
    model: 'Book',
    scopes: [
      use('long'),
      use('printed'),
      use('under', 3),
      use('withReviews'),
      use('withAuthor'),
      use('counted'),
      use('cheapest'),
    ],
    filters: [
      'pages > 120',
      'pages < 400',
      'price between 1 and 3',
      'genre in (novel, poem)',
      'title ~ "%b"',
      'tags = all',
      'tags in (t1, t2)',
      'details.theme = dark',
      'details."dark mode" > 3',
      'details.beta',
      'address = 10.0.0.3',
      'loanDays = "[5,15)"',
      'sold > 9007199254740993',
      'uuid is not null',
      'reviews.stars > 3',
      'author.penName ~ "%a"',
      'author.books.pages > 300',
      'shelves is not null',
      'inPrint',
      'publishedOn >= 2026-01-05',
    ],
    orders: ['title', 'price', 'pages', 'reviewedAt'],
    groups: ['genre', 'inPrint', 'authorKey'],
    search: ['book', 'light'],
    related: [
      { model: 'Shelf', association: 'books', value: 'A' },
      { model: 'Shelf', association: 'loans', value: 'A' },
      { model: 'Author', association: 'books', value: 'ada' },
    ],
    includes: ['author', 'reviews', 'praise', 'shelves'],
  },
  {
    model: 'Author',
    scopes: [],
    filters: [
      'penName is not null',
      'key != cy',
      'books.pages > 100',
      'mentor is null',
      'pupil.penName ~ "b%"',
    ],
    orders: ['penName'],
    groups: ['mentorKey'],
    search: ['a'],
    related: [],
    includes: ['books', 'mentor', 'pupil'],
  },
  {
    model: 'Review',
    scopes: [use('withBook')],
    filters: ['stars >= 3', 'reader = x or reader = yy', 'subject.pages > 100'],
    orders: ['stars', 'kind'],
    groups: ['kind', 'stars'],
    search: ['z'],
    related: [{ model: 'Book', association: 'reviews', value: 3 }],
    includes: ['subject', 'siblings'],
  },
];

export function randomSpec(random: Random, sources: readonly Source[], library: Library | null): QuerySpec {
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[random(from.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  };
  const source = pick(sources);
  const isGrouped = random(5) === 0;
  const related = source.related.length > 0 && random(5) === 0 ? pick(source.related) : null;
  const scopes = source.scopes.filter(({ name }) => random(4) === 0 && !(isGrouped && name === 'cheapest'));
  const includes: readonly IncludeUse[] =
    random(3) > 0 || isGrouped
      ? []
      : library === null
        ? [plainUse(pick(source.includes), random)]
        : randomIncludes(library, source.model, random, 2).map((one) => one.use);
  const asked = random(2) === 0 ? 1 + random(8) : null;
  // Of equal prices any may be the third, unless a page has an order of its own.
  const limit = asked ?? (scopes.some(({ name }) => name === 'cheapest') ? 5 : null);
  const order = source.orders
    .filter(() => random(4) === 0)
    .map((attribute) => ({
      attribute,
      direction: random(2) === 0 ? ('asc' as const) : ('desc' as const),
      ...(random(5) === 0 ? { nulls: random(2) === 0 ? ('first' as const) : ('last' as const) } : {}),
    }));
  const by = isGrouped ? source.groups.filter(() => random(2) === 0) : [];
  return {
    ...specFor({ type: 'model', name: source.model }, limit),
    scopes,
    isUnscoped: random(6) === 0,
    filter: random(5) === 0 ? '' : randomFilter(random, source.filters),
    relatedTo: related,
    softDeleted: random(6) === 0 ? 'shown' : 'hidden',
    order: isGrouped ? [] : order,
    ...(random(8) === 0 && !isGrouped ? { search: pick(source.search) } : {}),
    ...(includes.length === 0 ? {} : { includes }),
    ...(isGrouped
      ? { grouping: { by, aggregates: [{ function: 'count' as const, attribute: null, isDistinct: false }] } }
      : {}),
    ...(limit !== null && random(3) === 0 ? { place: { type: 'offset' as const, offset: random(3) } } : {}),
  };
}

function plainUse(association: string, random: Random): IncludeUse {
  return {
    association,
    required: random(2) === 0 ? true : null,
    isSeparate: null,
    filter: '',
    columns: null,
    softDeleted: 'hidden',
    includes: [],
  };
}

function randomFilter(random: Random, filters: readonly string[], depth = 2): string {
  const one = filters[random(filters.length)] ?? '';
  if (depth === 0 || random(2) === 0) return random(6) === 0 ? `not ${one}` : one;
  const [first, second] = [
    randomFilter(random, filters, depth - 1),
    randomFilter(random, filters, depth - 1),
  ];
  const joined = `(${first}) ${random(3) === 0 ? 'or' : 'and'} (${second})`;
  return random(6) === 0 ? `not (${joined})` : joined;
}
