/** A migration drafted from models as people read it: what it does, what it leaves, its text, its lint and its proof. */
import type { Kept } from '../journal/from-models/comparison.ts';
import type { Effect, MigrationDraft, Proof } from '../journal/from-models/draft.ts';
import { type DiagnosticStyle, reportText } from '../output/diagnostics.ts';
import { lintText } from '../output/lint-text.ts';
import { sanitiseLine, sanitiseText } from '../output/sanitise.ts';
import { differenceLines } from '../output/difference-lines.ts';
import { counted } from '../output/measures.ts';

const elsewhereText =
  'The schema of the models was made on the embedded server: this one lets us create no database.\n';

/** `proved` also where nothing had to be. */
export function verdictOf({ proof }: MigrationDraft): Proof['verdict'] {
  return proof?.verdict ?? 'proved';
}

export function draftText(draft: MigrationDraft, style: DiagnosticStyle): string {
  const { file, effects, kept, proof, lint, isElsewhere, database } = draft;
  const left = section('Left as it is, though no model mentions it:', keptLines(kept));
  if (file === null) return `${left}The database matches the models.\n`;
  const parts = [
    section(`To make the database "${database}" match the models:`, effects.map(effectLine)),
    left,
    ...(proof === null ? [] : [`${sanitiseLine(file.name)}:\n\n${sanitiseText(file.text)}\n`]),
    ...(lint === null || lint.findings.length === 0
      ? []
      : [lintText({ entries: [lint], remarks: [] }, () => file.name, style)]),
    ...(isElsewhere ? [elsewhereText] : []),
    ...(proof === null ? [] : [proofText(proof, style)]),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** What it does, what it destroys and how far it was proved, for one whose text is in its file. */
export function effectsText(
  { database, effects, proof, isElsewhere }: MigrationDraft,
  style: DiagnosticStyle,
): string {
  const parts = [
    section(`To make the database "${database}" match the models:`, effects.map(effectLine)),
    ...(isElsewhere ? [elsewhereText] : []),
    ...(proof === null ? [] : [proofText(proof, style)]),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Empty where nothing looks like a rename. */
export function renameHint({ possibleRenames }: MigrationDraft): string {
  return possibleRenames
    .map((rename) => `note: if that is one column renamed, add "--rename ${sanitiseLine(rename)}"\n`)
    .join('');
}

function section(head: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ''
    : [head, ...lines.map((line) => `  ${line}`)].map((line) => `${sanitiseLine(line)}\n`).join('');
}

function effectLine({ sign, text, loss }: Effect): string {
  if (loss === null) return `${sign} ${text}`;
  const what =
    loss.count === null ? `an unknown number of ${loss.of}` : counted(loss.count, loss.of.replace(/s$/, ''));
  return `${sign} ${text}  (DESTROYS ${what})`;
}

const reasons: Readonly<Record<Kept['why'], string>> = {
  asked: 'as you asked',
  unsayable: 'no model can say it',
  silent: 'a model that does not have it does not contradict it',
  unread: 'a model that may have it was not loaded',
  fills: 'Sequelize fills it in',
  safe: '',
};

/** What Sequelize fills in, and comments, are many and nobody's worry: they are counted. */
function keptLines(kept: readonly Kept[]): readonly string[] {
  const isQuiet = ({ what, why }: Kept) => what === 'comment' || why === 'fills';
  const quiet = kept.filter(isQuiet);
  const comments = quiet.filter(({ what }) => what === 'comment').length;
  const filled = quiet.length - comments;
  return [
    ...kept.filter((one) => !isQuiet(one)).map(keptLine),
    ...(filled === 0 ? [] : [`${counted(filled, 'default')} of what Sequelize fills in itself`]),
    ...(comments === 0 ? [] : [counted(comments, 'comment')]),
  ];
}

function keptLine({ what, place, name, why }: Kept): string {
  const table = place.schema === 'public' ? place.table : `${place.schema}.${place.table}`;
  const reason = what === 'table' && why === 'safe' ? 'drop it with `--drop-tables`' : reasons[why];
  return `${what} ${table}${name === null ? '' : `.${name}`}${reason === '' ? '' : `  (${reason})`}`;
}

function proofText(proof: Proof, style: DiagnosticStyle): string {
  const { verdict, error, failedDirection, left, afterBack, afterAgain, catalogHash } = proof;
  const untouched =
    catalogHash.before === catalogHash.after
      ? 'The database is as it was.\n'
      : 'The schema of the database was changed by somebody else meanwhile.\n';
  switch (verdict) {
    case 'proved':
      return `Rehearsed: \`up\` leaves no difference to the models, \`down\` restores the schema. ${untouched}`;
    case 'left':
      return `${section('The rehearsal leaves, after `up`:', left.map(effectLine))}${untouched}`;
    case 'not-restored':
      return `${section(
        'Rehearsed: `up` leaves no difference to the models, but `down` does not restore the schema:',
        [
          ...(afterBack === null ? [] : differenceLines(afterBack)),
          ...(afterAgain === null ? [] : differenceLines(afterAgain).map((line) => `and again up: ${line}`)),
        ],
      )}${untouched}`;
    case 'failed':
      return `The rehearsal failed in \`${failedDirection ?? 'up'}\`:\n${error === null ? '' : reportText(error, style)}${untouched}`;
  }
}
