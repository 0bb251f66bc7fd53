/** A folder of migrations written by a test, and what a step of them is foreseen to destroy in its database. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openDatabase } from '../../../src/database/client.ts';
import type { EntryForecast, Loss, StepForecast } from '../../../src/journal/forecast/forecast.ts';
import { foreseeStep } from '../../../src/journal/forecast/foresee-step.ts';
import type { JournalKind, StepRequest } from '../../../src/journal/journal.ts';
import type { Project } from '../../../src/project/project.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { fixtureProject } from '../fixture-project.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** `up` and `down` are bodies that see `q` (the query interface) and `S` (Sequelize). */
export interface Written {
  readonly up?: string;
  readonly down?: string;
}

export function writtenProject(
  files: Readonly<Record<string, Written>>,
  kind: JournalKind = 'migrations',
): Project {
  const folder = mkdtempSync(join(tmpdir(), 'seqscope-forecast-'));
  folders.push(folder);
  for (const [name, { up = '', down }] of Object.entries(files)) {
    const back = down === undefined ? '' : `down: async (q, S) => { ${down} },`;
    writeFileSync(join(folder, name), `module.exports = { up: async (q, S) => { ${up} }, ${back} };\n`);
  }
  return fixtureProject({ [kind]: folder });
}

export async function foresee(
  project: Project,
  database: TestDatabase,
  request: Omit<StepRequest, 'kind'>,
  options: { readonly kind?: JournalKind; readonly timeLimitMs?: number } = {},
): Promise<StepForecast> {
  const { kind = 'migrations', timeLimitMs } = options;
  const own = openDatabase(database.target, { readOnly: true, statementTimeoutMs: 1_000 });
  try {
    return await foreseeStep(project, { kind, ...request }, own, { timeLimitMs });
  } finally {
    await own.close();
  }
}

/** One line a loss: `table notes 3`, `column notes.text 2`, `DELETE of notes most 3`. */
export function lossLines({ losses }: EntryForecast): readonly string[] {
  return losses.map((loss) => `${loss.isConditional ? 'maybe ' : ''}${textOf(loss)}`);
}

function textOf(loss: Loss): string {
  if (loss.type === 'view') return `view ${loss.name}`;
  const rows =
    loss.rows === null
      ? 'unknown'
      : `${loss.rows.precision === 'exact' ? '' : `${loss.rows.precision} `}${String(loss.rows.count)}`;
  if (loss.type === 'column') return `column ${loss.table}.${loss.column} ${rows}`;
  return loss.type === 'table' ? `table ${loss.table} ${rows}` : `${loss.verb} of ${loss.table} ${rows}`;
}
