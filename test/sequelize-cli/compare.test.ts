import { describe } from 'vitest';
import { allCases } from './cases/all-cases.ts';
import { compareTools } from './compare-tools.ts';

describe('seqscope in the place of sequelize-cli', () => {
  compareTools(allCases.filter(({ isShort }) => isShort === true));
});
