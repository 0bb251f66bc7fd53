/** Every case, its group before its name. */
import type { CaseGroup, ComparisonCase } from '../comparison-case.ts';
import { configCases } from './config-cases.ts';
import { databaseCases } from './database-cases.ts';
import { generateCases, initCases } from './generate-cases.ts';
import { migrateCases } from './migrate-cases.ts';
import { rcCases } from './rc-cases.ts';
import { seedCases } from './seed-cases.ts';
import { stepCases } from './step-cases.ts';
import { storageCases } from './storage-cases.ts';
import { undoCases } from './undo-cases.ts';
import { usageCases } from './usage-cases.ts';

const groups: Readonly<Record<string, CaseGroup>> = {
  migrate: migrateCases,
  undo: undoCases,
  step: stepCases,
  storage: storageCases,
  seed: seedCases,
  config: configCases,
  rc: rcCases,
  database: databaseCases,
  init: initCases,
  generate: generateCases,
  usage: usageCases,
};

export const allCases: readonly ComparisonCase[] = Object.entries(groups).flatMap(([group, cases]) =>
  cases.map((comparison) => ({ ...comparison, name: `${group}: ${comparison.name}` })),
);
