/** Options that commands of several groups take. */
import type { OptionRow } from './command.ts';

export const json: OptionRow = { name: 'json', kind: 'flag', summary: 'print JSON' };
