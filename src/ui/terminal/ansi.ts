/** The control sequences the terminal layer writes (ECMA-48 and the xterm control sequences), in one place; moves within a line are in src/text. */

const ESC = '\u001B';
const CSI = `${ESC}[`;

export const resetStyle = `${CSI}0m`;
export const eraseScreen = `${CSI}2J`;
export const eraseLine = `${CSI}2K`;
export const showCursor = `${CSI}?25h`;
export const hideCursor = `${CSI}?25l`;

/** Synchronised output (mode 2026): a terminal that knows it paints what stands between the two at once; the others ignore it. */
export const beginFrame = `${CSI}?2026h`;
export const endFrame = `${CSI}?2026l`;

/**
 * Saves the window title, then: alternate buffer, cursor hidden, no automatic wrap (a full last column must neither
 * scroll nor swallow the next sequence), bracketed paste.
 */
export const enterScreen = `${CSI}22;0t${CSI}?1049h${CSI}?25l${CSI}?7l${CSI}?2004h${CSI}0m${CSI}2J`;

/** Undoes everything `enterScreen`, `enableMouse` and an unfinished frame may have left on, the alternate buffer last. */
export const leaveScreen = `${CSI}?2026l${CSI}0m${CSI}?1006l${CSI}?1000l${CSI}?2004l${CSI}?7h${CSI}?25h${CSI}?1049l${CSI}23;0t`;

export const enableMouse = `${CSI}?1000h${CSI}?1006h`;
export const disableMouse = `${CSI}?1006l${CSI}?1000l`;

/** Both coordinates 0-based. */
export function moveTo(x: number, y: number): string {
  return `${CSI}${String(y + 1)};${String(x + 1)}H`;
}

/** Blanks `count` cells from the cursor on without moving it. */
export function eraseCells(count: number): string {
  return `${CSI}${String(count)}X`;
}

/** OSC 52: asks the terminal to put the text on the clipboard, also over ssh; terminals that refuse it ignore it. */
export function clipboardSequence(text: string): string {
  return `${ESC}]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`;
}

/** OSC 2: the window title; `title` must hold no control character. */
export function titleSequence(title: string): string {
  return `${ESC}]2;${title}\u0007`;
}
