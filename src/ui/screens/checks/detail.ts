/** What is said of one finding: the evidence, what each side says, how it is mended, and why it is looked for. Pure. */
import type { CheckSummary } from '../../../checks/doctor/finding.ts';
import { sanitiseLine } from '../../../output/sanitise.ts';
import { wrapText } from '../../wrap-text.ts';
import type { CheckItem } from './items.ts';

export interface CheckDetailLine {
  readonly text: string;
  readonly tone: 'plain' | 'strong' | 'muted' | 'good' | 'code';
}

const labelWidth = 12;

export function detailOf(
  { title, name, check, evidence, fix, isKnown }: CheckItem,
  summaries: readonly CheckSummary[],
  width: number,
): readonly CheckDetailLine[] {
  const lines: CheckDetailLine[] = [];
  const add = (text: string, tone: CheckDetailLine['tone'], before = '', indent = before.length): void => {
    const blank = ' '.repeat(indent);
    for (const [index, part] of wrapText(text, Math.max(10, width - indent)).entries())
      lines.push({ text: sanitiseLine((index === 0 ? before.padEnd(indent) : blank) + part), tone });
  };
  add(title, 'strong');
  for (const { label, text } of evidence) add(text, 'plain', label, label === '' ? 0 : labelWidth);
  if (fix !== null) {
    add('', 'plain');
    add(fix.text, 'good', '→ ');
    if (fix.code !== '') add(fix.code, 'code', '  ');
  }
  if (check === null) return lines;
  const summary = summaries.find(({ id }) => id === check);
  add('', 'plain');
  if (summary !== undefined) add(summary.why, 'muted');
  add(isKnown ? `${name}, in the baseline` : name, 'muted');
  if (summary !== undefined) add(summary.source, 'muted');
  return lines;
}
