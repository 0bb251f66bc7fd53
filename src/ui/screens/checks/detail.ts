/** What is said of one finding: the evidence, what each side says, and how it is mended. Pure. */
import { sanitiseLine } from '../../../output/sanitise.ts';
import { wrapText } from '../../wrap-text.ts';
import type { CheckItem } from './items.ts';

export interface CheckDetailLine {
  readonly text: string;
  readonly tone: 'plain' | 'muted' | 'good' | 'code';
}

const labelWidth = 12;

export function detailOf(
  { title, name, evidence, fix, isKnown }: CheckItem,
  width: number,
): readonly CheckDetailLine[] {
  const lines: CheckDetailLine[] = [];
  const add = (text: string, tone: CheckDetailLine['tone'], before = '', indent = before.length): void => {
    const blank = ' '.repeat(indent);
    for (const [index, part] of wrapText(text, Math.max(10, width - indent)).entries())
      lines.push({ text: sanitiseLine((index === 0 ? before.padEnd(indent) : blank) + part), tone });
  };
  add(title, 'plain');
  add(isKnown ? `${name}, in the baseline` : name, 'muted');
  for (const { label, text } of evidence) add(text, 'plain', label, label === '' ? 0 : labelWidth);
  if (fix === null) return lines;
  lines.push({ text: '', tone: 'plain' });
  add(fix.text, 'good', '→ ');
  if (fix.code !== '') add(fix.code, 'code', '  ');
  return lines;
}
