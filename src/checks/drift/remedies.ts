/** What to do about a difference: by who stands alone, and by what pending migrations mend. Pure. */
import type { Aspect, Disagreement } from './aspect.ts';
import type { DriftRemedy, DriftSide } from './drift.ts';

export interface RemedyGround {
  /** `User.email`, or `User`; null for what no model has. */
  readonly inModel: string | null;
  /** True when the pending migrations, run, would make the database say what the migrations say. */
  readonly isMended: boolean;
}

const generate = '`seqscope drift --migration`';

export function remedyOf(
  { subject, sql }: Pick<Aspect, 'subject' | 'sql'>,
  { odd, said }: Disagreement,
  { inModel, isMended }: RemedyGround,
): DriftRemedy {
  const model = inModel ?? 'the model';
  if (subject === 'default' && isMadeAnew(said.models ?? '') && odd !== 'database' && odd !== 'migrations')
    return {
      type: 'model',
      text: `Give ${model} a function or \`DataTypes.UUIDV4\` as its default: this value looks as if it were another one each time the models are loaded.`,
      sql: null,
    };
  switch (odd) {
    case 'models':
      return {
        type: 'model',
        text: `${editing(model, subject, said)}, or write a migration with ${generate} if the model is right.`,
        sql: null,
      };
    case 'database':
      return mending(isMended, sql('database', 'migrations'));
    case 'migrations':
      return isMended
        ? {
            type: 'model',
            text: `Run \`seqscope db:migrate\` and edit ${model}: a pending migration changes this.`,
            sql: null,
          }
        : {
            type: 'migration',
            text: 'Write a migration that does this; the database here has it already.',
            sql: sql('migrations', 'database'),
          };
    case null:
      return ofTwo(Object.keys(said) as DriftSide[], sql, isMended, model);
  }
}

function editing(
  model: string,
  subject: Aspect['subject'],
  { models, database }: Disagreement['said'],
): string {
  const rules = subject === 'foreign-key' ? otherRules(models ?? '', database ?? '') : '';
  return rules === ''
    ? `Edit ${model} to say what the database has`
    : `Say \`${rules}\` in the association of ${model}, as the database has it (what none says Sequelize fills in)`;
}

const ruleWords = / ON (DELETE|UPDATE) (NO ACTION|RESTRICT|CASCADE|SET NULL|SET DEFAULT)/g;

/** The options of Sequelize for the rules of a key in which alone it differs; empty where it differs in more, or in none. */
function otherRules(models: string, database: string): string {
  const rest = (key: string) =>
    key.replace(/^CONSTRAINT (?:"(?:[^"]|"")+"|\S+) /, '').replaceAll(ruleWords, '');
  if (rest(models) !== rest(database)) return '';
  const ruleOf = (key: string, event: string) =>
    [...key.matchAll(ruleWords)].find(([, own]) => own === event)?.[2] ?? 'NO ACTION';
  return ['DELETE', 'UPDATE']
    .filter((event) => ruleOf(models, event) !== ruleOf(database, event))
    .map((event) => `on${event.charAt(0)}${event.slice(1).toLowerCase()}: '${ruleOf(database, event)}'`)
    .join(', ');
}

function ofTwo(
  sides: readonly DriftSide[],
  sql: Aspect['sql'],
  isMended: boolean,
  model: string,
): DriftRemedy {
  if (!sides.includes('models')) return mending(isMended, sql('database', 'migrations'));
  if (sides.length > 2)
    return isMended
      ? mending(true, null)
      : {
          type: 'migration',
          text: `Decide which is right: edit ${model}, or write a migration with ${generate}.`,
          sql: null,
        };
  const from = sides.includes('database') ? 'database' : 'migrations';
  return {
    type: 'migration',
    text: `Write a migration with ${generate}, or edit ${model} if it is wrong.`,
    sql: sql(from, 'models'),
  };
}

function mending(isMended: boolean, sql: string | null): DriftRemedy {
  return isMended
    ? { type: 'migrate', text: 'Run the pending migrations: `seqscope db:migrate`.', sql: null }
    : { type: 'repair', text: repairText(sql), sql };
}

function repairText(sql: string | null): string {
  if (sql === null) return 'Mend it in the database, or write a migration if the database is right.';
  return /^(?:DROP TABLE|ALTER TABLE .* DROP COLUMN) /m.test(sql)
    ? 'Write a migration if the database is right; this takes it away, with the data in it.'
    : 'Run this in the database, or write a migration if the database is right.';
}

/** A random UUID (RFC 9562) that somebody made with `defaultValue: uuidv4()`. */
function isMadeAnew(words: string): boolean {
  return /^'[\da-f]{8}-[\da-f]{4}-[147][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}'/.test(words);
}
