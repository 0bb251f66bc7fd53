/** Every case; prints what they come to. */
import { afterAll, describe } from 'vitest';
import { allCases } from './cases/all-cases.ts';
import { compareTools } from './compare-tools.ts';

describe('seqscope in the place of sequelize-cli', () => {
  const counts = compareTools(allCases);

  afterAll(() => {
    const total = counts.same + counts.intended;
    process.stdout.write(`${total} cases: ${counts.same} same, ${counts.intended} intended differences\n`);
  });
});
