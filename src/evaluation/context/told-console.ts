/**
 * The `console` of typed code: Node's own, writing into the evaluation on whose behalf it is called. What writes later, from a timer
 * of a line that is over, is handed on by itself.
 */
import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import type { ToldLine } from '../evaluation.ts';
import { coloredParts } from '../readable/inspected-text.ts';

/** Takes what was written; whole lines as the caller wrote them. */
export type Tell = (line: ToldLine) => void;

/** `tell` asks by itself whose words they are. */
export function toldConsole(tell: Tell): unknown {
  const stream = (name: ToldLine['stream']): Writable =>
    new Writable({
      decodeStrings: false,
      write(text: string, _encoding, done) {
        tell({ stream: name, parts: coloredParts(text.replace(/\n$/, '')) });
        done();
      },
    });
  // Node's class writes where it is told to, and this is not stdout.
  const { Console } = createRequire(import.meta.url)('node:console') as typeof import('node:console');
  return new Console({ stdout: stream('out'), stderr: stream('error'), colorMode: true });
}
