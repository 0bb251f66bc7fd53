/**
 * Turns what arrives on stdin into keys: any number of them a chunk, sequences cut anywhere, pastes over many chunks.
 * Nothing that arrives can throw, hang or grow it without bound; what is no key is dropped.
 */

import { graphemes } from '../../text/char-width.ts';
import { type Key, namedKey, noModifiers, printableKey } from './key.ts';
import { csiKey, linuxFunctionKey, ss3Key } from './key-sequences.ts';

export type { Key, Keystroke, MouseInput, Paste } from './key.ts';

export interface KeyParser {
  /** Decoded text, in any pieces. Keys are reported before it returns, except a sequence still open. */
  feed(chunk: string): void;
  /** Decides at once what an open sequence was, as the timer would: a lone ESC is the escape key. */
  flush(): void;
  /** Forgets an open sequence or paste. */
  reset(): void;
}

const escapeDelayMs = 30;
/** An introducer was seen, so the rest is on its way: wait longer, on a slow line half a sequence must not become text. */
const sequenceDelayMs = 100;
const longestSequence = 4096;
const pasteStart = '\u001B[200~';
const pasteEnd = '\u001B[201~';

const csiPattern = /^\x1b\[([0-?]*)[ -/]*([@-~])/;
const openCsiPattern = /^\x1b\[[0-?]*[ -/]*$/;
/** rxvt ends shifted keys with `$`, elsewhere an intermediate byte. */
const rxvtShiftPattern = /^\x1b\[(\d+)\$/;
const ss3Pattern = /^\x1bO([1-9]?)([A-Za-z])/;
const stringPattern = /^\x1b[\]P_^X][^]*?(?:\x07|\x1b\\)/;
const openStringPattern = /^\x1b[\]P_^X]/;

const controlKeys: Readonly<Record<number, string>> = {
  0x00: 'ctrl+space',
  0x08: 'backspace',
  0x09: 'tab',
  0x0a: 'enter',
  0x0d: 'enter',
  0x1c: 'ctrl+\\',
  0x1d: 'ctrl+]',
  0x1e: 'ctrl+^',
  0x1f: 'ctrl+_',
  0x7f: 'backspace',
};

/** The result of looking at the beginning of the buffer: how much it takes and the key it is; null: wait for more. */
type Step = { readonly length: number; readonly key: Key | null } | null;

export function parseKeys(onKey: (key: Key) => void): KeyParser {
  let buffer = '';
  let pasted: string | null = null;
  let timer: NodeJS.Timeout | undefined;

  function feed(chunk: string): void {
    clearTimeout(timer);
    // A terminal that died in the middle of a paste must not take the keyboard with it.
    if (pasted !== null && chunk === '\u0003') reset();
    buffer += chunk;
    drain();
    if (buffer === '' || pasted !== null) return;
    timer = setTimeout(flush, buffer === '\u001B' ? escapeDelayMs : sequenceDelayMs);
  }

  function flush(): void {
    clearTimeout(timer);
    if (buffer === '' || pasted !== null) return;
    const open = buffer;
    buffer = '';
    if (open === '\u001B') onKey(namedKey('escape'));
    else if (open.length === 2) onKey(printableKey(open.charAt(1), { ...noModifiers, alt: true }));
  }

  function drain(): void {
    while (buffer !== '') {
      if (pasted !== null) {
        if (!takePaste(pasted)) return;
      } else if (buffer.startsWith('\u001B')) {
        if (buffer.startsWith(pasteStart)) {
          buffer = buffer.slice(pasteStart.length);
          pasted = '';
          continue;
        }
        const step = readEscape(buffer);
        if (step === null) {
          if (buffer.length > longestSequence) buffer = '';
          return;
        }
        buffer = buffer.slice(step.length);
        if (step.key !== null) onKey(step.key);
      } else {
        takeText();
      }
    }
  }

  function takePaste(before: string): boolean {
    const end = buffer.indexOf(pasteEnd);
    if (end >= 0) {
      const text = before + buffer.slice(0, end);
      buffer = buffer.slice(end + pasteEnd.length);
      pasted = null;
      onKey({ type: 'paste', text: text.replace(/\r\n?/g, '\n') });
      return true;
    }
    // The end marker may be cut: keep back as much of it as could have arrived.
    const kept = Math.min(buffer.length, pasteEnd.length - 1);
    pasted = before + buffer.slice(0, buffer.length - kept);
    buffer = buffer.slice(buffer.length - kept);
    return false;
  }

  function takeText(): void {
    const code = buffer.charCodeAt(0);
    if (code < 0x20 || code === 0x7f) {
      buffer = buffer.slice(1);
      onKey(controlKey(code));
      return;
    }
    const text = /^[^\x00-\x1f\x7f]+/.exec(buffer)?.[0] ?? buffer;
    buffer = buffer.slice(text.length);
    for (const grapheme of graphemes(text)) {
      if (!/^[\x80-\x9f]/.test(grapheme)) onKey(printableKey(grapheme));
    }
  }

  function reset(): void {
    clearTimeout(timer);
    buffer = '';
    pasted = null;
  }

  return { feed, flush, reset };
}

function controlKey(code: number): Key {
  const name = controlKeys[code];
  if (name === undefined)
    return printableKey(String.fromCharCode(code + 0x60), { ...noModifiers, ctrl: true });
  return name.startsWith('ctrl+')
    ? { type: 'key', name, ctrl: true, alt: false, shift: false }
    : namedKey(name);
}

function readEscape(buffer: string): Step {
  const second = buffer.charAt(1);
  if (second === '') return null;
  // ESC ESC is the escape key twice, or before another sequence; rxvt's alt+arrow is read as escape, arrow.
  if (second === '\u001B') return { length: 1, key: namedKey('escape') };
  if (second === '[') return readCsi(buffer);
  if (second === 'O') return readSs3(buffer);
  if (openStringPattern.test(buffer)) return readString(buffer);
  return readAlt(buffer, second);
}

function readCsi(buffer: string): Step {
  if (buffer.startsWith('\u001B[[')) {
    if (buffer.length === 3) return null;
    if (/^[A-E]$/.test(buffer.charAt(3))) return { length: 4, key: linuxFunctionKey(buffer.charAt(3)) };
  }
  // The mouse as terminals without SGR report it: three bytes follow that are no text.
  if (buffer.startsWith('\u001B[M')) return buffer.length < 6 ? null : { length: 6, key: null };
  const shifted = rxvtShiftPattern.exec(buffer);
  if (shifted !== null) return { length: shifted[0].length, key: csiKey(shifted[1] ?? '', '$') };
  const match = csiPattern.exec(buffer);
  if (match !== null) return { length: match[0].length, key: csiKey(match[1] ?? '', match[2] ?? '') };
  if (openCsiPattern.test(buffer)) return null;
  // Broken off by a byte that cannot stand in it: drop what there is, and go on with that byte.
  return { length: /^\x1b\[[0-?]*[ -/]*/.exec(buffer)?.[0].length ?? 2, key: null };
}

function readSs3(buffer: string): Step {
  const match = ss3Pattern.exec(buffer);
  if (match !== null) return { length: match[0].length, key: ss3Key(match[1] ?? '', match[2] ?? '') };
  if (/^\x1bO[1-9]?$/.test(buffer)) return null;
  return { length: 2, key: printableKey('O', { ...noModifiers, alt: true }) };
}

/** An answer of the terminal (OSC, DCS, APC, PM, SOS): dropped whole. */
function readString(buffer: string): Step {
  const match = stringPattern.exec(buffer);
  return match === null ? null : { length: match[0].length, key: null };
}

function readAlt(buffer: string, second: string): Step {
  const code = second.charCodeAt(0);
  if (code < 0x20 || code === 0x7f) {
    const key = controlKey(code);
    return { length: 2, key: key.type === 'key' ? withAlt(key.name) : null };
  }
  const char = String.fromCodePoint(buffer.codePointAt(1) ?? 0);
  return { length: 1 + char.length, key: printableKey(char, { ...noModifiers, alt: true }) };
}

function withAlt(name: string): Key {
  const isCtrl = name.startsWith('ctrl+');
  return {
    type: 'key',
    name: isCtrl ? `ctrl+alt+${name.slice(5)}` : `alt+${name}`,
    ctrl: isCtrl,
    alt: true,
    shift: false,
  };
}
