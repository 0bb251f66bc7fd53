/** What the session says by itself above the prompt: where one is, and what happens beside the lines. */
import { reportText } from '../output/diagnostics.ts';
import type { EvaluationStyle } from '../output/evaluation-text.ts';
import { lockWaitText } from '../output/lock-wait-text.ts';
import { counted } from '../output/measures.ts';
import { toldText } from '../output/part-text.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Session } from '../session.ts';
import type { SessionEvent } from '../session-shapes.ts';

/** One line of where one is, when it is known; what is wrong is the first line's to say. */
export async function greet(
  session: Session,
  print: (text: string) => void,
  style: EvaluationStyle,
): Promise<void> {
  try {
    const { name, environment } = await session.project();
    const { models, problems } = await session.models();
    const missing = problems.filter(({ severity }) => severity === 'error').length;
    const wrong = missing === 0 ? '' : `, ${counted(missing, 'problem')} (seqscope models)`;
    const text = `${counted(models.length, 'model')} of ${sanitiseLine(name)}, ${sanitiseLine(environment)}${wrong} · .help`;
    print(`${style.hasColor ? `\u001b[2m${text}\u001b[22m` : text}\n`);
  } catch {
    // Said by the first line.
  }
}

/** Empty for what is not said. */
export function eventText(event: SessionEvent, style: EvaluationStyle): string {
  switch (event.type) {
    case 'project-printed':
      return event.text.endsWith('\n') ? event.text : `${event.text}\n`;
    case 'host-exited':
      return reportText({ ...event.report, kind: 'failed', remedy: 'The next line starts it again.' }, style);
    case 'preparing':
      return `${sanitiseLine(event.step)}\n`;
    case 'lock-awaited':
      return lockWaitText(event.wait);
    case 'code-told':
      return toldText(event.lines, style.hasColor);
    case 'statement-executed':
    case 'repeats-recognised':
    case 'project-noticed':
      return '';
  }
}
