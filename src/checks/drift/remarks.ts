/** What could not be looked at, in sentences, each with what helps. Pure. */
import { ConsoleError, type ErrorReport } from '../../errors.ts';
import type { ModelsSchema } from '../../journal/from-models/models-schema.ts';
import type { JournalView } from '../../journal/journal.ts';
import type { DriftReport, DriftSide } from './drift.ts';
import type { Replay } from './replay.ts';

export interface RemarkGround {
  readonly journal: JournalView | undefined;
  /** Why the journal of the migrations cannot be read; null where it was. */
  readonly unread: string | null;
  readonly models: ModelsSchema | null;
  readonly replay: Replay | null;
  /** Of the models: what did not load. */
  readonly lost: readonly ErrorReport[];
  /** Null for all sides that there are. */
  readonly asked: readonly DriftSide[] | null;
}

export function remarksOn({
  journal,
  unread,
  models,
  replay,
  lost,
  asked,
}: RemarkGround): Pick<DriftReport, 'remarks' | 'incomplete'> {
  const orphans = journal?.entries.filter(({ state }) => state === 'orphaned').map(({ name }) => name) ?? [];
  const failure = replay?.failure ?? null;
  const unmade = models?.problems ?? [];
  const isMissing = (side: DriftSide, had: unknown) =>
    had === null && (asked === null || asked.includes(side));
  return {
    incomplete: [
      ...(lost.length > 0 ? (['models'] as const) : []),
      ...(failure !== null || (unread !== null && isMissing('migrations', replay))
        ? (['migrations'] as const)
        : []),
    ],
    remarks: [
      ...(isMissing('models', models) ? ['There are no models: database and migrations were compared.'] : []),
      ...(isMissing('migrations', replay)
        ? [
            unread === null
              ? 'There are no migrations: models and database were compared.'
              : `The migrations were left out, for their journal cannot be read: ${sentence(unread)}`,
          ]
        : []),
      ...lost.map(({ message }) => `Not all models were loaded: ${message}`),
      ...unmade.map(
        ({ model, reason }) => `Sequelize makes no table of the model "${model}": ${sentence(reason)}`,
      ),
      ...(models?.unmadeKeys ?? []).map(
        ({ model, attribute, reason }) =>
          `The foreign key of "${model}.${attribute}" cannot be made, so that it is missing from what the models say: ${sentence(reason)}`,
      ),
      ...(failure === null ? [] : [failureText(failure, replay?.isElsewhere === true)]),
      ...(orphans.length === 0 || replay === null ? [] : [orphanText(orphans)]),
      ...(models?.isElsewhere === true || replay?.isElsewhere === true
        ? [
            'What models and migrations make was made on the embedded server, which may be of another version.',
          ]
        : []),
    ],
  };
}

function failureText(
  { name, isPending, error }: NonNullable<Replay['failure']>,
  isElsewhere: boolean,
): string {
  const what = isPending
    ? `The pending migration "${name}" fails in an empty database, so that pending ones were left out: ${sentence(error.message)}`
    : `The migrations were left out, since "${name}" fails in an empty database: ${sentence(error.message)}`;
  return [
    what,
    ...(isPending
      ? []
      : [
          'Where the history begins with a dump, give it with `--baseline`; where a later migration makes everything anew, name it with `--first`.',
        ]),
    ...(isElsewhere
      ? [
          'It ran on the embedded server, which may lack what this one has installed; with a role that may create databases it runs beside the real one.',
        ]
      : []),
  ].join(' ');
}

function orphanText(orphans: readonly string[]): string {
  const names = `${orphans.slice(0, 3).join(', ')}${orphans.length > 3 ? ' …' : ''}`;
  const [subject, has, it] =
    orphans.length === 1
      ? ['A migration was', 'has', 'it']
      : [`${String(orphans.length)} migrations were`, 'have', 'they'];
  return `${subject} executed and ${has} no file any more, so that what ${it} made is missing from what the migrations say: ${names}. \`seqscope db:migrate:repair\` shows what can be done.`;
}

/** Application code throws without full stops. */
function sentence(text: string): string {
  return /[.!?]$/.test(text.trimEnd()) ? text.trimEnd() : `${text.trimEnd()}.`;
}

/** Rejects with `too-few-sides` where there is nothing to compare the database with. */
export function requireTwo(sides: readonly DriftSide[], { remarks }: Pick<DriftReport, 'remarks'>): void {
  if (sides.length > 1) return;
  const [reason] = remarks;
  const isFailed = reason !== undefined && !reason.startsWith('There are no ');
  throw new ConsoleError(
    isFailed
      ? reason
      : sides.length === 0
        ? 'There is nothing to compare.'
        : `Only the ${sides.join('')} can be asked, and there is nothing to compare it with.`,
    {
      code: 'too-few-sides',
      remedy: isFailed
        ? 'Mend that, or compare other sides: `--sides models,database` leaves the migrations out.'
        : 'A comparison takes models or migrations: name their folder with `--models-path` or `--migrations-path`.',
    },
  );
}
