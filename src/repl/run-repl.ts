/**
 * The REPL in a plain terminal: asks for lines, has the session evaluate them, prints what they came to. The prompt is there at
 * once; the project loads behind it, and the first line waits for that.
 */
import { exitCodes } from '../errors.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import { errorText } from '../output/diagnostics.ts';
import { type EvaluationStyle, evaluationText, type RecordView } from '../output/evaluation-text.ts';
import { toldText } from '../output/part-text.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import { type Session, typedDotCommand, wantsMoreLines } from '../session.ts';
import { actOnSandbox, type DotGround, runDotCommand } from './dot-command.ts';
import type { HistoryFile } from './history-file.ts';
import { openLineReader, type ReplInput } from './line-reader.ts';
import { eventText, greet } from './session-lines.ts';

/** A session in a process of its own, which can be stopped and replaced. */
export interface ReplSession extends Session {
  restart(): void;
  interrupt(evaluation: number): void;
}

export interface ReplOptions {
  readonly session: ReplSession;
  readonly input: ReplInput;
  readonly output: NodeJS.WritableStream;
  readonly style: () => EvaluationStyle;
  readonly history: HistoryFile;
  readonly isReadOnly: boolean;
  /** Opens a sandbox before the first line. */
  readonly isSandboxed: boolean;
}

/** How long what is interrupted may take to end, before its process is replaced. */
const interruptLimitMs = 250;
/** A Tab that is answered later than this is of no use. */
const completionLimitMs = 1_000;

type Ran = Extract<Evaluation, { readonly statements: unknown }>;

/** Resolves to the exit code when the user leaves. */
export async function runRepl(options: ReplOptions): Promise<number> {
  const { session, output, style, history } = options;
  let openLines: number | null = null;
  let wasLeaving = false;
  const firstPrompt = (): string => {
    const states = [options.isReadOnly ? 'read-only' : '', openLines === null ? '' : 'sandbox'].filter(
      Boolean,
    );
    return states.length === 0 ? 'seqscope> ' : `seqscope (${states.join(', ')})> `;
  };
  const nextPrompt = '... ';
  let lastId = 0;
  let last: Ran | null = null;
  let view: RecordView = 'table';
  const inputs: string[] = [];
  let typed: string[] = [];
  let editor: string[] | null = null;
  let stop: (() => void) | null = null;
  let wasInterruptedIdle = false;
  let leave: (code: number) => void = () => undefined;
  const left = new Promise<number>((resolve) => (leave = resolve));

  const reader = openLineReader({
    input: options.input,
    output,
    hasColor: style().hasColor,
    complete,
    onLine: (line) => void takeLine(line),
    onInterrupt() {
      if (stop !== null) stop();
      else interruptedAtPrompt();
    },
    onEnd() {
      if (editor === null) {
        output.write('\n');
        void leaveOrReview();
        return;
      }
      const code = editor.join('\n');
      editor = null;
      reader.setEditing(false);
      void evaluateAndPrompt(code);
    },
  });

  /** A sandbox is not left without having been looked at; leaving once more rolls it back. */
  async function leaveOrReview(): Promise<void> {
    if (openLines === null || wasLeaving) {
      leave(exitCodes.ok);
      return;
    }
    wasLeaving = true;
    await attempt(() => actOnSandbox('review', ground));
    output.write('.commit keeps this; leaving again rolls it back.\n');
    ask();
  }

  function ask(): void {
    if (editor !== null) reader.prompt('');
    else reader.prompt(typed.length > 0 ? nextPrompt : firstPrompt());
  }

  function interruptedAtPrompt(): void {
    const hadText = reader.clearLine();
    const hadMore = typed.length > 0 || editor !== null;
    remember(typed.join('\n'));
    typed = [];
    editor = null;
    reader.setEditing(false);
    output.write('\n');
    if (!hadText && !hadMore && wasInterruptedIdle) output.write('Ctrl-D leaves, as .exit does.\n');
    wasInterruptedIdle = !hadText && !hadMore;
    ask();
  }

  async function complete(line: string, cursor: number): Promise<{ hits: readonly string[]; typed: string }> {
    const before = typed.length > 0 ? `${typed.join('\n')}\n` : '';
    const asked = session.completeCode({ text: before + line, cursor: before.length + cursor });
    const late = new Promise<null>((resolve) => setTimeout(resolve, completionLimitMs, null).unref());
    const completion = await Promise.race([asked, late]);
    if (completion === null) return { hits: [], typed: '' };
    const { from, to, options: found } = completion;
    return { hits: found.map(({ text }) => text), typed: (before + line).slice(from, to) };
  }

  async function takeLine(line: string): Promise<void> {
    wasInterruptedIdle = false;
    wasLeaving &&= line.trim() === '.exit';
    if (editor !== null) {
      editor.push(line);
      ask();
      return;
    }
    if (typed.length === 0 && line.trim() === '') {
      ask();
      return;
    }
    if (typed.length === 0 && typedDotCommand(line) !== null) {
      remember(line);
      await attempt(async () => {
        await runDotCommand(line, ground);
      });
      // Leaving asks for itself, where it asks at all.
      if (!/^\s*\.exit\b/i.test(line)) ask();
      return;
    }
    typed.push(line);
    const code = typed.join('\n');
    // A line that says nothing ends an input that wants more, or it could never be ended.
    if (line.trim() !== '' && wantsMoreLines(code)) {
      ask();
      return;
    }
    await evaluateAndPrompt(code, line.trim() !== '');
  }

  /** One entry, of however many lines. */
  function remember(entry: string): void {
    history.add(entry.trimEnd());
    reader.remember(entry.trimEnd());
  }

  async function evaluateAndPrompt(code: string, mayGoOn = false): Promise<void> {
    reader.hold();
    const isGoingOn = await evaluate(code, mayGoOn);
    if (!isGoingOn) remember(code);
    typed = isGoingOn ? typed : [];
    ask();
  }

  /** True when the code wants more lines. */
  async function evaluate(code: string, mayGoOn = false): Promise<boolean> {
    let wantsMore = false;
    await attempt(async () => {
      const evaluation = await interruptible(code);
      if (evaluation.status === 'incomplete') {
        if (mayGoOn) wantsMore = true;
        else output.write('The code ends in the middle of something.\n');
        return;
      }
      last = evaluation;
      if (evaluation.status === 'done') inputs.push(code);
      output.write(evaluationText(evaluation, style(), view));
    });
    return wantsMore;
  }

  async function interruptible(code: string): Promise<Evaluation> {
    lastId += 1;
    const id = lastId;
    const controller = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    stop = () => {
      if (controller.signal.aborted) return;
      session.interrupt(id);
      controller.abort();
      timer = setTimeout(() => {
        output.write(
          'It did not stop: its process is replaced, the models load again, names typed so far are gone.\n',
        );
        session.restart();
        warmUp();
      }, interruptLimitMs);
    };
    try {
      return await session.evaluate(
        { code, id },
        {
          signal: controller.signal,
          onTold: (lines) => void output.write(toldText(lines, style().hasColor)),
        },
      );
    } finally {
      clearTimeout(timer);
      stop = null;
    }
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const isFile = error instanceof Error && 'path' in error && 'syscall' in error;
      output.write(isFile ? `${sanitiseLine(error.message)}\n` : errorText(error, style()));
    }
  }

  /** The project loads while its user reads the prompt; what is wrong with it is said with the first line. */
  function warmUp(): void {
    lastId += 1;
    session.evaluate({ code: '', id: lastId }).then(
      () => void session.completeCode({ text: 's', cursor: 1 }).catch(() => undefined),
      () => undefined,
    );
  }

  const ground: DotGround = {
    session,
    get style() {
      return style();
    },
    print: (text) => void output.write(text),
    last: () => last,
    inputs: () => inputs,
    async evaluate(code) {
      await evaluate(code);
    },
    setView: (chosen) => (view = chosen),
    restart() {
      session.restart();
      warmUp();
    },
    startEditor() {
      editor = [];
      reader.setEditing(true);
      output.write('Type lines; Ctrl-D evaluates them, Ctrl-C forgets them.\n');
    },
    leave: () => void leaveOrReview(),
    setSandbox: (sandbox) => (openLines = sandbox.state === 'open' ? sandbox.lines : null),
  };

  session.onEvent((event) => {
    const text = eventText(event, style());
    if (text !== '') reader.print(text);
  });
  reader.setHistory(history.read());
  ask();
  warmUp();
  if (options.isSandboxed) {
    reader.hold();
    void attempt(() => actOnSandbox('open', ground)).then(ask);
  }
  void greet(session, (text) => reader.print(text), style());
  const code = await left;
  reader.close();
  await session.close();
  return code;
}
