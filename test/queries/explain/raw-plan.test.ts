import { expect, it } from 'vitest';
import { parseJson } from '../../../src/database/client/parse-json.ts';
import { explainedIn, numberIn } from '../../../src/queries/explain/raw-plan.ts';

it('reads numbers that end in a zero, which our connections keep as they were written', () => {
  const plan = explainedIn(
    parseJson('[{"Total Cost": 12.50, "Startup Cost": 0.00, "Rows": 7, "Name": "a"}]'),
  );
  const names = ['Total Cost', 'Startup Cost', 'Rows', 'Name', 'none'];
  expect(names.map((name) => numberIn(plan ?? {}, name))).toEqual([12.5, 0, 7, null, null]);
});
