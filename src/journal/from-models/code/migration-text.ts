/** Changes as the text of a migration, in the project's own manner: `up` and `down`, each in one transaction. Pure. */
import { backwards, type Change, forwards } from '../change.ts';
import type { EnumState } from '../schema-state.ts';
import { type AffectedViews, aroundViews } from '../views/standing-views.ts';
import { changeCode, impliedEnums } from './change-code.ts';
import type { CodeTerms } from './column-code.ts';
import { print } from './javascript.ts';
import { bodyIndent, inTransaction, migrationFrame, typesPrefix } from './migration-frame.ts';
import type { MigrationManner } from './migration-manner.ts';

/** `enums` are all that a column of a change may have: the models' and the database's; `views` are made anew around the changes. */
export function migrationText(
  changes: readonly Change[],
  enums: { readonly up: readonly EnumState[]; readonly down: readonly EnumState[] },
  manner: MigrationManner,
  views: AffectedViews,
): string {
  const types = typesPrefix(manner);
  const indent = bodyIndent(manner) + 2;
  const up = bodyOf(aroundViews(forwards(changes), views.up), { types, enums: enums.up }, indent);
  const down = bodyOf(aroundViews(backwards(changes), views.down), { types, enums: enums.down }, indent);
  return migrationFrame({ up: inTransaction(up, manner), down: inTransaction(down, manner) }, manner);
}

function bodyOf(changes: readonly Change[], terms: CodeTerms, indent: number): string {
  const implied = new Set(impliedEnums(changes, terms.enums).map(enumKey));
  return changes
    .filter((change) => change.type !== 'create-enum' || !implied.has(enumKey(change.enum)))
    .map((change) =>
      changeCode(change, terms)
        .map((code) => `${' '.repeat(indent)}await ${print(code, indent, 7)};\n`)
        .join(''),
    )
    .join('');
}

function enumKey({ schema, name }: EnumState): string {
  return JSON.stringify([schema, name]);
}
