/** Every check, in the order of the documentation. `docs/doctor.md` is made from this table. */
import {
  associationWithoutForeignKey,
  foreignKeyWithoutAssociation,
  onDeleteMismatch,
} from './checks/associations.ts';
import { deletedWithoutIndex, uniqueHoldsDeleted } from './checks/deleted-rows.ts';
import {
  constraintNotValidated,
  foreignKeyTypeMismatch,
  foreignKeyWithoutIndex,
} from './checks/foreign-keys.ts';
import { duplicateIndex, invalidIndex, redundantIndex, unusedIndex } from './checks/indexes.ts';
import {
  jsonNotBinary,
  keyNearItsEnd,
  sequenceBehind,
  timestampWithoutTimeZone,
} from './checks/keys-and-types.ts';
import { migrationOrphaned, migrationsPending } from './checks/migrations.ts';
import {
  notNullOnlyInDatabase,
  notNullOnlyInModel,
  tableMissing,
  uniqueOnlyInModel,
} from './checks/presence.ts';
import { tableWithoutPrimaryKey } from './checks/primary-key.ts';
import { readPerRecord, rowExplosion, secretNotHidden, toManyInDefaultScope } from './checks/reading.ts';
import { blockingSession, idleInTransaction, longRunningStatement } from './checks/sessions.ts';
import { autovacuumOff, deadRows, neverAnalysed } from './checks/upkeep.ts';
import { enumMismatch, textLongerThanColumn } from './checks/values.ts';
import type { DoctorCheck } from './doctor-check.ts';

export const doctorChecks: readonly DoctorCheck[] = [
  tableMissing,
  associationWithoutForeignKey,
  foreignKeyWithoutAssociation,
  onDeleteMismatch,
  uniqueOnlyInModel,
  notNullOnlyInModel,
  notNullOnlyInDatabase,
  textLongerThanColumn,
  enumMismatch,
  uniqueHoldsDeleted,
  deletedWithoutIndex,
  foreignKeyWithoutIndex,
  foreignKeyTypeMismatch,
  constraintNotValidated,
  invalidIndex,
  duplicateIndex,
  redundantIndex,
  unusedIndex,
  tableWithoutPrimaryKey,
  keyNearItsEnd,
  sequenceBehind,
  timestampWithoutTimeZone,
  jsonNotBinary,
  neverAnalysed,
  deadRows,
  autovacuumOff,
  toManyInDefaultScope,
  rowExplosion,
  readPerRecord,
  secretNotHidden,
  migrationsPending,
  migrationOrphaned,
  longRunningStatement,
  idleInTransaction,
  blockingSession,
];
