/** Every rule, in the order of the documentation. `docs/lint.md` is made from this table. */
import type { LintRule } from './lint-rule.ts';
import {
  constraintNotValid,
  dataAndSchemaMixed,
  indexNotConcurrent,
  uniqueConstraintWithoutIndex,
} from './rules/big-tables.ts';
import { timestampWithoutTimeZone } from './rules/column-types.ts';
import { foreignKeyWithoutIndex } from './rules/foreign-key-without-index.ts';
import { emptyDown, noDown } from './rules/missing-down.ts';
import { notNullOnExisting, notNullWithoutDefault } from './rules/not-null.ts';
import { dropColumnInUse, dropTableInUse, renameInUse } from './rules/still-in-use.ts';
import { typeChangeRewrites, volatileDefault } from './rules/table-rewrites.ts';
import {
  concurrentlyInTransaction,
  enumValueAddedAndUsed,
  operationsWithoutTransaction,
  severalOperationsOutsideTransaction,
} from './rules/transactions.ts';
import { editedAfterExecuted, notReadable, syntaxError, undefinedName } from './rules/trustworthiness.ts';
import { unknownIgnore } from './rules/unknown-ignore.ts';

export const lintRules: readonly LintRule[] = [
  noDown,
  emptyDown,
  editedAfterExecuted,
  syntaxError,
  undefinedName,
  foreignKeyWithoutIndex,
  notNullWithoutDefault,
  notNullOnExisting,
  volatileDefault,
  typeChangeRewrites,
  indexNotConcurrent,
  uniqueConstraintWithoutIndex,
  constraintNotValid,
  dataAndSchemaMixed,
  dropColumnInUse,
  dropTableInUse,
  renameInUse,
  concurrentlyInTransaction,
  severalOperationsOutsideTransaction,
  operationsWithoutTransaction,
  enumValueAddedAndUsed,
  timestampWithoutTimeZone,
  notReadable,
  unknownIgnore,
];
