/**
 * Which of several usual places is the one: each is scored by what speaks for it, and the words go into the reason. Only
 * asked where there is a choice, for it reads files.
 */
import { join, sep } from 'node:path';
import { entryNames, isDirectory, readText } from '../files/file-system.ts';
import { isScript } from './conventions.ts';
import { sourceText } from './source-files.ts';

/** A place and what speaks for it, relative to the root. */
export interface ScoredPlace {
  readonly path: string;
  /** Evidence in words, such as "an index, 4 of 5 files define models". */
  readonly evidence: string;
}

interface Evidence {
  readonly score: number;
  readonly said: readonly string[];
}

/** Enough to tell a folder of models by. */
const mostRead = 12;

const judges = {
  models: judgeModels,
  migrations: judgeSteps,
  seeders: judgeSteps,
  config: judgeConfig,
};

/** The best first; where nothing more speaks for one, the order given, which is by habit. */
export function scorePlaces(
  root: string,
  kind: keyof typeof judges,
  paths: readonly string[],
): readonly ScoredPlace[] {
  return paths
    .map((path, habit) => ({ path, habit, ...judges[kind](join(root, path), path) }))
    .sort((a, b) => b.score - a.score || a.habit - b.habit)
    .map(({ path, said }) => ({ path, evidence: said.join(', ') }));
}

/** An index, and files that define models, are what a folder of models has. Files of types and of documents are not. */
function judgeModels(folder: string, path: string): Evidence {
  const scripts = scriptsIn(folder);
  const index = scripts.some((name) => /^index\.[cm]?[jt]sx?$/.test(name));
  const read = scripts.filter((name) => !name.startsWith('index.')).slice(0, mostRead);
  const defining = read.filter((name) => definesModel(sourceText(join(folder, name)) ?? '')).length;
  const isBuild = path.startsWith(`lib${sep}`);
  const share = read.length === 0 ? 0 : defining / read.length;
  return {
    score:
      10 * share + (defining > 0 ? 5 : 0) + Math.min(defining, 5) / 5 + (index ? 2 : 0) - (isBuild ? 3 : 0),
    said: [...(index ? ['an index'] : []), `${defining} of ${read.length} files define models`],
  };
}

function definesModel(text: string): boolean {
  return /\bDataTypes\b|\bsequelize\b|@Table\b|\.define\s*\(\s*['"`]/i.test(text);
}

/** Migrations and seeders are numbered, and speak to a query interface. */
function judgeSteps(folder: string): Evidence {
  const scripts = scriptsIn(folder);
  const numbered = scripts.filter((name) => /^\d+/.test(name));
  const [sample] = numbered.length > 0 ? numbered : scripts;
  const speaks =
    sample !== undefined &&
    /queryInterface|\bcontext\b|sequelize/i.test(sourceText(join(folder, sample)) ?? '');
  return {
    score: (numbered.length > 0 ? 5 : 0) + (speaks ? 5 : 0) + Math.min(numbered.length, 100) / 50,
    said: [
      `${numbered.length} of ${scripts.length} files are numbered`,
      ...(speaks ? ['they speak to a query interface'] : []),
    ],
  };
}

/** What sequelize-cli reads by itself is as good as a dialect, where it says anything of a database. */
function judgeConfig(file: string, path: string): Evidence {
  const text = readText(file) ?? '';
  const isCliDefault = /^config[/\\]config\.js(?:on)?$/.test(path);
  const hasDialect = /["']?\bdialect\b["']?\s*:/.test(text);
  const hasDatabase = /\b(?:database|use_env_variable|url)\b["']?\s*:|DATABASE_URL/.test(text);
  const hasEnvironments = /["']?\b(?:development|production)\b["']?\s*:/.test(text);
  const said = [
    ...(hasDialect ? ['a dialect'] : []),
    ...(hasDatabase ? ['a database'] : []),
    ...(hasEnvironments ? ['environments'] : []),
  ];
  return {
    score: (hasDialect ? 4 : 0) + (hasDatabase ? 2 : 0) + (hasEnvironments ? 1 : 0) + (isCliDefault ? 3 : 0),
    said: [
      said.length === 0 ? 'it names no database' : `it names ${said.join(', ')}`,
      ...(isCliDefault ? ['sequelize-cli reads it'] : []),
    ],
  };
}

/** Names of the scripts in a folder, those of the folders in it included, `/` between; tests left out. */
function scriptsIn(folder: string): readonly string[] {
  return entryNames(folder).flatMap((name) => {
    if (isScript(name)) return [name];
    const path = join(folder, name);
    if (!isDirectory(path) || /^(?:node_modules|__tests__|\..*)$/.test(name)) return [];
    return entryNames(path)
      .filter(isScript)
      .map((inner) => `${name}/${inner}`);
  });
}
