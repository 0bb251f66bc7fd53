// Painting the plan screen: a tree of 200 nodes beside one of 20, on a large screen and a small one, and drawing it as text.
import { tsImport } from 'tsx/esm/api';
import { median, milliseconds, percentile, table } from './report.mjs';

const rounds = 300;

export async function benchExplain() {
  const load = (path) => tsImport(`../src/${path}`, import.meta.url);
  const { readPlan } = await load('queries/explain/read-plan.ts');
  const { markPlan } = await load('queries/explain/mark-plan.ts');
  const { paintPlan } = await load('ui/screens/plan/paint.ts');
  const { createPainter } = await load('ui/terminal/style.ts');
  const { planText } = await load('output/plan-text.ts');
  const paint = createPainter({ colors: true });
  const planOf = (nodes) => {
    const read = readPlan([{ Plan: rawPlan(nodes), 'Planning Time': 1, 'Execution Time': 100 }]);
    return { ...markPlan(read, []), sql: 'SELECT 1', ran: 'read-only' };
  };
  const frame = (explanation, width, height) => {
    const screen = {
      type: 'plan',
      id: 1,
      title: '',
      explanation,
      error: null,
      closed: new Set(),
      cursor: 3,
      top: 0,
    };
    paintPlan({ state: { focus: 'main' }, width, height, paint }, screen);
  };
  const contenders = {
    'paint 20 nodes at 200x60': [20, (plan) => frame(plan, 200, 58)],
    'paint 200 nodes at 200x60': [200, (plan) => frame(plan, 200, 58)],
    'paint 20 nodes, all of them in view': [20, (plan) => frame(plan, 200, 400)],
    'paint 200 nodes, all of them in view': [200, (plan) => frame(plan, 200, 400)],
    'paint 200 nodes at 80x24': [200, (plan) => frame(plan, 80, 22)],
    'draw 20 nodes as text': [20, (plan) => planText(plan)],
    'draw 200 nodes as text': [200, (plan) => planText(plan)],
  };
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -20; round < rounds; round += 1) {
    for (const [name, [nodes, work]] of Object.entries(contenders)) {
      // A plan of its own each time: nothing of the last frame is remembered.
      const plan = planOf(nodes);
      const start = performance.now();
      work(plan);
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  const base = median(times['paint 20 nodes at 200x60']);
  console.log(
    `Plans, ${rounds} rounds: median, 95th percentile, beside 20 nodes at 200x60; 16 ms is a frame\n`,
  );
  console.log(
    table(
      ['', 'median', 'p95', 'compared'],
      Object.entries(times).map(([name, all]) => [
        name,
        milliseconds(median(all)),
        milliseconds(percentile(all, 95)),
        `${(median(all) / base).toFixed(2)}×`,
      ]),
    ),
  );
}

/** Joins nested to the left, each with a scan beside it. */
function rawPlan(nodes) {
  const numbers = (size) => ({
    'Startup Cost': 1,
    'Total Cost': size * 10,
    'Plan Rows': size,
    'Actual Rows': size * 12,
    'Actual Loops': 1 + (size % 3),
    'Actual Startup Time': 0.1,
    'Actual Total Time': size * 0.5,
  });
  const scan = (size) => ({
    'Node Type': 'Seq Scan',
    'Relation Name': `table_${size}`,
    Schema: 'public',
    Alias: `t${size}`,
    Filter: `((t${size}.status)::text = 'active'::text)`,
    'Rows Removed by Filter': size * 100,
    ...numbers(size),
  });
  if (nodes < 3) return scan(1);
  const join = { 'Node Type': 'Hash Join', 'Join Type': 'Left', 'Hash Cond': '(a.id = b.a_id)' };
  return { ...join, ...numbers(nodes), Plans: [rawPlan(nodes - 2), scan(nodes)] };
}
