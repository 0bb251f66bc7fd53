/**
 * One thing that sides say something of, and whether they say the same. A side that says nothing of it is not there: that is how what
 * no model can say is kept from being a difference. Pure.
 */
import type { SnapshotObject } from '../../database/snapshot/snapshot.ts';
import type { DriftSide, DriftSubject, SaidOfIt } from './drift.ts';

export interface Claim {
  readonly said: SaidOfIt;
  /** Equal texts say the same to database and migrations, names included. */
  readonly exact: string;
  /** Equal texts say the same as far as a model could tell. */
  readonly loose: string;
  /** What is to be asked about, where the server may word one meaning in two ways. */
  readonly words?: string | undefined;
  /** What `exact` has beside the words. */
  readonly label?: string | undefined;
}

/** How two wordings are asked about. */
export type Question =
  | { readonly type: 'default'; readonly column: string; readonly columnType: string }
  | { readonly type: 'constraint' | 'index' }
  | { readonly type: 'view' };

export type Claims = Readonly<Partial<Record<DriftSide, Claim>>>;

export interface Aspect {
  readonly subject: DriftSubject;
  readonly schema: string;
  readonly table: string | null;
  readonly name: string | null;
  /** What identifies it where its name does not: the columns of a key. */
  readonly key?: string | undefined;
  readonly claims: Claims;
  /** Of keys and indexes: those of each side, whether its claim counts or not. */
  readonly keys?: readonly { readonly side: DriftSide; readonly object: SnapshotObject }[] | undefined;
  readonly question?: Question | undefined;
  /** Makes what `from` has into what `to` has; null where a person has to choose how. */
  readonly sql: (from: DriftSide, to: DriftSide) => string | null;
}

export interface Disagreement {
  readonly odd: DriftSide | null;
  readonly said: Readonly<Partial<Record<DriftSide, SaidOfIt>>>;
}

/** Present and absent alike for both kinds of comparison. */
export function claim(said: SaidOfIt, loose: string = said ?? '', exact: string = loose): Claim {
  return said === null ? absent : { said, exact: `=${exact}`, loose: `=${loose}` };
}

export const absent: Claim = { said: null, exact: '', loose: '' };

export function isAgreed(a: DriftSide, b: DriftSide, claims: Claims): boolean {
  const [one, other] = [claims[a], claims[b]];
  if (one === undefined || other === undefined) return true;
  return a === 'models' || b === 'models' ? one.loose === other.loose : one.exact === other.exact;
}

/** Null where all sides that say something of it agree. */
export function disagreement({ claims }: Pick<Aspect, 'claims'>): Disagreement | null {
  const agree = (a: DriftSide, b: DriftSide) => isAgreed(a, b, claims);
  const [databaseAlike, migrationsAlike, sameResult] = [
    agree('models', 'database'),
    agree('models', 'migrations'),
    agree('database', 'migrations'),
  ];
  if (databaseAlike && migrationsAlike && sameResult) return null;
  const { models, database, migrations } = claims;
  const isThree = models !== undefined && database !== undefined && migrations !== undefined;
  // What only the other two can tell apart, the models say nothing of.
  const isBlind = isThree && databaseAlike && migrationsAlike;
  const odd =
    !isThree || isBlind
      ? null
      : sameResult
        ? 'models'
        : migrationsAlike
          ? 'database'
          : databaseAlike
            ? 'migrations'
            : null;
  return {
    odd,
    said: {
      ...(models === undefined || isBlind ? {} : { models: models.said }),
      ...(database === undefined ? {} : { database: database.said }),
      ...(migrations === undefined ? {} : { migrations: migrations.said }),
    },
  };
}

export function aspectId({ subject, schema, table, name, key }: Omit<Aspect, 'claims' | 'sql'>): string {
  const own = key === undefined ? name : null;
  const place = [schema, table, own].filter((part) => part !== null && part !== '').join('.');
  return `${subject}:${place}${key ?? ''}`;
}
