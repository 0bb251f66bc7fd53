/** Every case; prints what they come to. */
import { afterAll, describe } from 'vitest';
import { allCases } from './cases/all-cases.ts';
import { compareTools } from './compare-tools.ts';

describe('seqscope in the place of sequelize-cli', () => {
  const counts = compareTools(allCases);

  afterAll(() => {
    const { same, intended, unexpected, used } = counts;
    process.stdout.write(
      `${allCases.length} cases: ${same} equal, ${intended} with intended differences (${used.size} kinds), ${unexpected} unexpected\n`,
    );
  });
});
