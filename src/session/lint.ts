/** The lint with what it can be told: the journal, the live catalog, the models. What is missing becomes a remark. */
import type { Database } from '../database/client.ts';
import { ConsoleError } from '../errors.ts';
import type { JournalEntry } from '../journal/journal.ts';
import {
  defaultLintSettings,
  type LintReport,
  type LintRequest,
  type LintRuleSummary,
  type LintSettings,
} from '../journal/lint/finding.ts';
import type { ModelUse } from '../journal/lint/lint-rule.ts';
import type { Project } from '../project/project.ts';
import type { CallOptions } from '../session-shapes.ts';
import type { SessionParts } from './parts.ts';

/** Longer than any question about a catalog takes. */
const questionLimitMs = 5_000;

export async function lint(
  parts: SessionParts,
  request: LintRequest,
  { signal }: CallOptions = {},
): Promise<LintReport> {
  const { lintMigrations } = await import('../journal/lint/lint-migrations.ts');
  const project = await parts.project.get();
  const settings = await settingsOf(project);
  const remarks: string[] = [];
  const models = await modelUses(parts).catch(remarking(remarks, 'The models were not looked at'));
  const database = await openReadOnly(parts).catch(
    remarking(remarks, 'Without a database every migration counts as pending, and no table as big'),
  );
  try {
    const entries = await entriesOf(project, database);
    const changed = new Set(
      entries.filter(({ flags }) => flags?.includes('changed')).map(({ name }) => name),
    );
    const surroundings = { entries, database, models, settings, changed, signal };
    return { entries: await lintMigrations(project, request, surroundings), remarks };
  } finally {
    await database?.close();
  }
}

export async function listLintRules(parts: SessionParts): Promise<readonly LintRuleSummary[]> {
  const { lintRules } = await import('../journal/lint/rules.ts');
  const { rules } = await settingsOf(await parts.project.get());
  return lintRules.map(({ id, level, title, why, source: { url } }) => ({
    id,
    level: rules[id] ?? level,
    title,
    why,
    source: url,
  }));
}

/** Throws for a rule that there is none of. */
export async function settingsOf({ lint: said }: Project): Promise<LintSettings> {
  const { lintRules } = await import('../journal/lint/rules.ts');
  const { unknownRule } = await import('../journal/lint/lint-migrations.ts');
  const known = lintRules.map(({ id }) => id);
  const unknown = Object.keys(said?.rules ?? {}).find((id) => !known.includes(id));
  if (unknown !== undefined) throw unknownRule(unknown, known);
  return {
    rules: said?.rules ?? {},
    bigTableRows: said?.bigTableRows ?? defaultLintSettings.bigTableRows,
  };
}

/** A connection of its own, on which the server refuses to write. */
export async function openReadOnly(parts: SessionParts): Promise<Database> {
  const database = await parts.database.get();
  await database.serverVersion();
  const { openDatabase } = await import('../database/client.ts');
  return openDatabase(
    database.target,
    { readOnly: true, statementTimeoutMs: questionLimitMs },
    { maxConnections: 1 },
  );
}

async function entriesOf(project: Project, database: Database | null): Promise<readonly JournalEntry[]> {
  if (database !== null) {
    const { readJournal } = await import('../journal/read-journal.ts');
    return (await readJournal(project, 'migrations', database)).entries;
  }
  const { listProjectFiles } = await import('../journal/list-files.ts');
  const { mergeEntries } = await import('../journal/read-journal.ts');
  return mergeEntries(await listProjectFiles(project, 'migrations'), []);
}

/** Null for a project without models. */
export async function modelUses(parts: SessionParts): Promise<readonly ModelUse[] | null> {
  if ((await parts.project.get()).paths.models === null) return null;
  const { models } = await parts.application.get();
  return models.map(({ name, table, schema, attributes }) => ({
    model: name,
    table: { schema, name: table },
    attributes: attributes.flatMap((attribute) =>
      attribute.column === null ? [] : [{ name: attribute.name, column: attribute.column }],
    ),
  }));
}

/** A remark instead of what a user could mend; anything else is thrown on. */
function remarking(remarks: string[], what: string): (error: unknown) => null {
  return (error) => {
    if (!(error instanceof ConsoleError) || error.kind === 'interrupted') throw error;
    remarks.push(`${what}: ${error.message}`);
    return null;
  };
}
