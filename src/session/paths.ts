/** Paths between models: found in the description's graph, counted by the planner's statistics, written as code by queries/. */
import { ConsoleError } from '../errors.ts';
import { quotedText, nameText } from '../queries/filter/write-word.ts';
import { includeOf, specFor, type IncludeUse, type QuerySpec } from '../queries/query-spec.ts';
import type { SchemaGraph } from '../schema/graph/graph.ts';
import type { PathRequest, PathStep, ProjectPath, ProjectPaths, SchemaPath } from '../schema/graph/paths.ts';
import type { CallOptions } from '../session-shapes.ts';
import { describeSchema } from './describe.ts';
import type { SessionParts } from './parts.ts';

export async function findProjectPaths(
  parts: SessionParts,
  request: PathRequest,
  options: CallOptions = {},
): Promise<ProjectPaths> {
  const { schemaGraph } = await import('../schema/graph/schema-graph.ts');
  const { findPaths } = await import('../schema/graph/find-paths.ts');
  const { refuseUndrawn } = await import('../schema/refuse-undrawn.ts');
  const { withFanOuts } = await import('../schema/graph/fan-out.ts');
  const schema = await describeSchema(parts, options);
  const graph = schemaGraph(schema);
  refuseUndrawn([request.from, request.to], schema, graph);
  const found = findPaths(graph, request);
  const { readKeyStatistics } = await import('../schema/graph/key-statistics.ts');
  const database = schema.modelProblem === null ? parts.modelDatabase : () => parts.database.get();
  const statistics =
    schema.tableProblem === null
      ? await readKeyStatistics(await database(), found.paths, graph, options)
      : new Map();
  const paths: ProjectPath[] = [];
  for (const path of found.paths) {
    options.signal?.throwIfAborted();
    const written = await codeOf(parts, path, graph);
    const warnings = path.warnings.filter(({ code }) => code !== 'default-scope' || written.code !== null);
    paths.push({ ...withFanOuts(path, graph, statistics), ...written, warnings });
  }
  const { modelProblem, tableProblem } = schema;
  return { ...found, paths, modelProblem, tableProblem };
}

/** None where a step has no association to include, nor, with the reason, where Sequelize cannot read along the path. */
async function codeOf(
  parts: SessionParts,
  { steps }: SchemaPath,
  graph: SchemaGraph,
): Promise<Pick<ProjectPath, 'code' | 'codeProblem'>> {
  const spec = pathSpec(steps, graph);
  if (spec === null) return { code: null, codeProblem: null };
  const { projectLanguage } = await import('./project-language.ts');
  const language = projectLanguage((await parts.project.get()).paths);
  try {
    const { text } = await (await parts.queries(spec.source)).code(spec, { language });
    return { code: text, codeProblem: null };
  } catch (error) {
    if (!(error instanceof ConsoleError && error.code === 'include-impossible')) throw error;
    return { code: null, codeProblem: error.message };
  }
}

function pathSpec(steps: readonly PathStep[], graph: SchemaGraph): QuerySpec | null {
  const names = steps.flatMap(({ association }) => association ?? []);
  const [first] = steps;
  if (first === undefined || names.length < steps.length) return null;
  const filters = steps.map((step) => typeFilter(step, graph));
  const includes = names.reduceRight<readonly IncludeUse[]>(
    (below, name, place) => [{ ...includeOf(name), filter: filters[place + 1] ?? '', includes: below }],
    [],
  );
  return { ...specFor({ type: 'model', name: first.from }, null), filter: filters[0] ?? '', includes };
}

/** Of the rows that the step starts from, where their key means rows of several tables: a belongsTo does not ask what it means. */
function typeFilter({ joins: [join] }: PathStep, { nodes }: SchemaGraph): string {
  const columns = nodes.find(({ id }) => id === join?.from)?.columns ?? [];
  return Object.entries(join?.fromScope ?? {})
    .map(([column, value]) => {
      const name = nameText(columns.find((one) => one.name === column)?.attribute ?? column);
      if (value === null) return `${name} is null`;
      return `${name} = ${typeof value === 'string' ? quotedText(value) : String(value)}`;
    })
    .join(' and ');
}
