/** `doctor` in seqscope.config: `{ checks: { 'json-not-jsonb': 'off' } }`. */
import type { ConsoleError } from '../../errors.ts';
import { isRecord } from '../modules/module-values.ts';
import type { DoctorOptions } from '../project.ts';

type CheckLevel = DoctorOptions[string];

const levels: readonly unknown[] = ['error', 'warning', 'info', 'off'];

/** The levels by check; null where nothing is said. Throws what `wrong` makes for anything else than such an object. */
export function parseDoctorOptions(value: unknown, wrong: () => ConsoleError): DoctorOptions | null {
  if (value === undefined || value === null) return null;
  if (!isRecord(value)) throw wrong();
  const { checks = {}, ...others } = value;
  if (!isRecord(checks) || Object.keys(others).length > 0) throw wrong();
  const chosen: Record<string, CheckLevel> = {};
  for (const [check, level] of Object.entries(checks)) {
    if (!isLevel(level)) throw wrong();
    chosen[check] = level;
  }
  return chosen;
}

function isLevel(value: unknown): value is CheckLevel {
  return levels.includes(value);
}
