/** Keys as a terminal sends them, as far as the reader of lines knows them itself. */

/** Keys of one chunk: escape sequences whole, a pasted text character by character. */
const keyPattern = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?|\r\n|[^]/gu;

export function keysIn(chunk: string): readonly string[] {
  return chunk.match(keyPattern) ?? [];
}

/** xterm's bracketed paste (ctlseqs, "Bracketed Paste Mode"). */
export const [pasteOn, pasteOff] = ['\u001b[?2004h', '\u001b[?2004l'];
export const [pasteStart, pasteEnd] = ['\u001b[200~', '\u001b[201~'];

/** Steps through the history: arrows as a terminal sends them in either mode, Ctrl-P and Ctrl-N. */
export const historyMoves: ReadonlyMap<string, 1 | -1> = new Map([
  ['\u001b[A', 1],
  ['\u001bOA', 1],
  ['\u0010', 1],
  ['\u001b[B', -1],
  ['\u001bOB', -1],
  ['\u000e', -1],
]);
/** Those that go through the lines of a text first. */
export const arrows: ReadonlySet<string> = new Set(
  [...historyMoves.keys()].filter((key) => key.startsWith('\u001b')),
);
