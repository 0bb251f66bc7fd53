/** `lint` in seqscope.config: `{ rules: { 'no-down': 'warning' }, bigTableRows: 50000 }`. */
import type { ConsoleError } from '../../errors.ts';
import { isRecord } from '../modules/module-values.ts';
import type { LintOptions } from '../project.ts';

type RuleLevel = LintOptions['rules'][string];

const levels: readonly unknown[] = ['error', 'warning', 'notice', 'off'];

/** Null where nothing is said; throws what `wrong` makes for anything else than such an object. */
export function parseLintOptions(value: unknown, wrong: () => ConsoleError): LintOptions | null {
  if (value === undefined || value === null) return null;
  if (!isRecord(value)) throw wrong();
  const { rules = {}, bigTableRows = null, ...others } = value;
  const isCount = bigTableRows === null || (Number.isSafeInteger(bigTableRows) && Number(bigTableRows) >= 0);
  if (!isRecord(rules) || !isCount || Object.keys(others).length > 0) throw wrong();
  const chosen: Record<string, RuleLevel> = {};
  for (const [rule, level] of Object.entries(rules)) {
    if (!isLevel(level)) throw wrong();
    chosen[rule] = level;
  }
  return { rules: chosen, bigTableRows: bigTableRows === null ? null : Number(bigTableRows) };
}

function isLevel(value: unknown): value is RuleLevel {
  return levels.includes(value);
}
