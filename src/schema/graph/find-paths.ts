/**
 * Paths without a loop, the shortest first: all of one length before the next, each found by going on only where the goal is still
 * within reach.
 */
import type { SchemaGraph } from './graph.ts';
import { findNode, islandOf } from './find-node.ts';
import { withFanOuts, type KeyStatistics } from './fan-out.ts';
import { pathSql } from './path-sql.ts';
import { stepsFrom } from './path-steps.ts';
import { pathWarnings } from './path-warnings.ts';
import type { PathRequest, PathsFound, PathStep, SchemaPath } from './paths.ts';

/** More are not looked for, whatever is asked: nobody reads them. */
const mostPaths = 1_000;
/** Of the shortest, where no number is asked for. */
const mostShortest = 20;
/** Steps tried before the search is given up, so that a dense schema does not hold it for ever. */
const mostTries = 300_000;

type Route = readonly PathStep[];

/** Throws `unknown-model`. Without `statistics` nothing is known of how many rows there are. */
export function findPaths(
  graph: SchemaGraph,
  { from, to, limit }: PathRequest,
  statistics: KeyStatistics = new Map(),
): PathsFound {
  const start = findNode(graph, from).id;
  const goal = findNode(graph, to).id;
  const byAssociations = routesBetween(stepsFrom(graph, false), start, goal, limit);
  const isByAssociations = byAssociations.routes.length > 0;
  const { routes, hasMore } = isByAssociations
    ? byAssociations
    : routesBetween(stepsFrom(graph, true), start, goal, limit);
  const islands = routes.length > 0 ? null : { from: islandOf(graph, start), to: islandOf(graph, goal) };
  const paths = routes.map((route) => withFanOuts(pathOf(route, graph), graph, statistics));
  return { from: start, to: goal, paths, hasMore, isByAssociations, islands };
}

function pathOf(steps: Route, graph: SchemaGraph): SchemaPath {
  const unknown = { average: null, most: null };
  return {
    steps,
    fanOuts: [],
    fanOut: unknown,
    warnings: pathWarnings(steps, graph),
    sql: pathSql(steps, graph),
  };
}

function routesBetween(
  steps: ReadonlyMap<string, readonly PathStep[]>,
  start: string,
  goal: string,
  limit: PathRequest['limit'],
): { readonly routes: readonly Route[]; readonly hasMore: boolean } {
  const distances = distancesTo(goal, steps);
  const wanted = Math.min(limit ?? mostPaths, mostPaths);
  const found: Route[] = [];
  const search = {
    steps,
    polymorphic: polymorphicKeys(steps),
    start,
    goal,
    distances,
    budget: { tries: mostTries },
  };
  for (let length = 1; length <= distances.size; length += 1) {
    const level = [...routesOf(length, search)].sort(byLength);
    found.push(...level);
    if (found.length > 0 && limit === undefined) {
      const isMore = isAnyLonger(length, distances.size, search);
      return { routes: found.slice(0, mostShortest), hasMore: found.length > mostShortest || isMore };
    }
    if (found.length > wanted || search.budget.tries <= 0) break;
  }
  return { routes: found.slice(0, wanted), hasMore: found.length > wanted || search.budget.tries <= 0 };
}

/** Keys that mean rows of several tables, as `ownerId` beside `ownerType` does: some association fixes what they mean by its scope. */
function polymorphicKeys(steps: ReadonlyMap<string, readonly PathStep[]>): ReadonlySet<string> {
  const scoped = [...steps.values()].flat().flatMap(({ type, joins }) => {
    const last = type === 'belongsToMany' ? undefined : joins.at(-1);
    return last === undefined || Object.keys(last.scope).length === 0 ? [] : [keyOf(last.to, last.toColumns)];
  });
  return new Set(scoped);
}

function keyOf(node: string, columns: readonly string[]): string {
  return JSON.stringify([node, ...columns]);
}

/** In by a polymorphic key and out by the same one: it cannot mean two rows at once. */
function isDeadEnd(last: PathStep | undefined, next: PathStep, polymorphic: ReadonlySet<string>): boolean {
  const [came, goes] = [last?.joins.at(-1), next.joins[0]];
  if (came === undefined || goes === undefined) return false;
  const key = keyOf(came.to, came.toColumns);
  return polymorphic.has(key) && key === keyOf(goes.from, goes.fromColumns);
}

interface Search {
  readonly steps: ReadonlyMap<string, readonly PathStep[]>;
  readonly polymorphic: ReadonlySet<string>;
  readonly start: string;
  readonly goal: string;
  readonly distances: ReadonlyMap<string, number>;
  readonly budget: { tries: number };
}

function isAnyLonger(length: number, most: number, search: Search): boolean {
  for (let longer = length + 1; longer <= most && search.budget.tries > 0; longer += 1) {
    if (routesOf(longer, search).next().done !== true) return true;
  }
  return false;
}

/** Depth first, never to a node twice; where start and goal are one, the way around back to it. */
function* routesOf(
  length: number,
  { steps, polymorphic, start, goal, distances, budget }: Search,
): Generator<Route> {
  const walked: PathStep[] = [];
  const visited = new Set([start]);

  function* walk(node: string): Generator<Route> {
    const left = length - walked.length;
    for (const step of steps.get(node) ?? []) {
      budget.tries -= 1;
      if (budget.tries <= 0) return;
      if (isDeadEnd(walked.at(-1), step, polymorphic)) continue;
      const isThere = step.to === goal;
      if (isThere && left === 1) yield [...walked, step];
      if (isThere || left === 1 || visited.has(step.to)) continue;
      if ((distances.get(step.to) ?? Number.POSITIVE_INFINITY) > left - 1) continue;
      walked.push(step);
      visited.add(step.to);
      yield* walk(step.to);
      walked.pop();
      visited.delete(step.to);
    }
  }
  yield* walk(start);
}

/** How many steps each node is from the goal; nodes that do not lead there are left out. */
function distancesTo(
  goal: string,
  steps: ReadonlyMap<string, readonly PathStep[]>,
): ReadonlyMap<string, number> {
  const before = new Map<string, string[]>();
  for (const { from, to } of [...steps.values()].flat()) before.set(to, [...(before.get(to) ?? []), from]);
  const distances = new Map([[goal, 0]]);
  for (const [node, distance] of distances) {
    for (const other of before.get(node) ?? []) {
      if (!distances.has(other)) distances.set(other, distance + 1);
    }
  }
  return distances;
}

/** Of the same length: those that go to many rows less often, then by the names they go by. */
function byLength(a: Route, b: Route): number {
  const toMany = (route: Route): number =>
    route.filter(({ type }) => type === 'hasMany' || type === 'belongsToMany').length;
  const names = (route: Route): string =>
    route.map(({ association, to, edge }) => `${association ?? ''} ${to} ${edge}`).join('\n');
  const [first, second] = [names(a), names(b)];
  return toMany(a) - toMany(b) || (first < second ? -1 : first > second ? 1 : 0);
}
