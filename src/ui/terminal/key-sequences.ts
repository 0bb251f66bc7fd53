/**
 * What escape sequences of the keyboard mean: xterm, VT, rxvt, Linux console, kitty (CSI u) and SGR mouse. One complete
 * sequence in, one key or null out; a sequence that is no key is null, never an error.
 */

import { type Key, type MouseAction, namedKey, noModifiers, printableKey } from './key.ts';

const letterKeys: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  E: 'clear',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
};

const tildeKeys: Readonly<Record<number, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
  25: 'f13',
  26: 'f14',
  28: 'f15',
  29: 'menu',
  31: 'f17',
  32: 'f18',
  33: 'f19',
  34: 'f20',
};

/** SS3 of the keypad in application mode: what the key types. */
const keypadText: Readonly<Record<string, string>> = {
  X: '=',
  j: '*',
  k: '+',
  l: ',',
  m: '-',
  n: '.',
  o: '/',
  p: '0',
  q: '1',
  r: '2',
  s: '3',
  t: '4',
  u: '5',
  v: '6',
  w: '7',
  x: '8',
  y: '9',
};

/** rxvt writes a modified arrow as a lower-case letter. */
const rxvtArrows: Readonly<Record<string, string>> = { a: 'up', b: 'down', c: 'right', d: 'left' };

const codeKeys: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'escape',
  32: 'space',
  127: 'backspace',
  57414: 'enter',
  57417: 'left',
  57418: 'right',
  57419: 'up',
  57420: 'down',
  57421: 'pageup',
  57422: 'pagedown',
  57423: 'home',
  57424: 'end',
  57425: 'insert',
  57426: 'delete',
  57427: 'clear',
};

/** kitty's functional keys stand in this private area; those that are no key of ours (media, lock, modifiers) are ignored. */
const firstFunctionalCode = 57344;
const lastFunctionalCode = 63743;
const firstKeypadDigit = 57399;
const keypadOperators = './*-+';

/** `ESC O` + optional modifier digit + letter. */
export function ss3Key(modifier: string, letter: string): Key | null {
  const modifiers = modifiersOf(modifier === '' ? 1 : Number(modifier));
  const named = letterKeys[letter];
  if (named !== undefined) return namedKey(named, modifiers);
  if (letter === 'M') return namedKey('enter', modifiers);
  if (letter === 'I') return namedKey('tab', modifiers);
  const arrow = rxvtArrows[letter];
  if (arrow !== undefined) return namedKey(arrow, { ...noModifiers, ctrl: true });
  const text = keypadText[letter];
  return text === undefined ? null : printableKey(text, modifiers);
}

/** `CSI parameters final`; `parameters` may begin with a private marker (`<`, `?`, `>`). */
export function csiKey(parameters: string, final: string): Key | null {
  if (parameters.startsWith('<'))
    return final === 'M' || final === 'm' ? mouseKey(parameters.slice(1), final) : null;
  if (/[<=>?]/.test(parameters)) return null;
  const fields = parameters.split(';');
  const first = numberOf(fields[0], 1);
  const [modifier, event] = (fields[1] ?? '').split(':');
  if (event === '3') return null;
  const modifiers = modifiersOf(numberOf(modifier, 1));
  switch (final) {
    case 'u':
      return codeKey(fields, modifiers);
    case '~':
      if (first === 27 && fields.length === 3) return codeKey([fields[2] ?? ''], modifiers);
      return keyNamed(tildeKeys[first], modifiers);
    case 'Z':
      return namedKey('tab', { ...modifiers, shift: true });
    case '^':
      return keyNamed(tildeKeys[first], { ...noModifiers, ctrl: true });
    case '$':
      return keyNamed(tildeKeys[first], { ...noModifiers, shift: true });
    case '@':
      return keyNamed(tildeKeys[first], { ctrl: true, alt: false, shift: true });
    case 'a':
    case 'b':
    case 'c':
    case 'd':
      return keyNamed(rxvtArrows[final], { ...noModifiers, shift: true });
    default:
      // Anything but `CSI 1;m X` or `CSI X` is a report of the terminal (a cursor position, a device), not a key.
      return first === 1 && fields.length <= 2 ? keyNamed(letterKeys[final], modifiers) : null;
  }
}

/** `CSI [ letter`, the Linux console's first five function keys. */
export function linuxFunctionKey(letter: string): Key {
  return namedKey(`f${String(letter.charCodeAt(0) - 64)}`);
}

function keyNamed(name: string | undefined, modifiers: ReturnType<typeof modifiersOf>): Key | null {
  return name === undefined ? null : namedKey(name, modifiers);
}

/** kitty's `CSI code:shifted:base ; modifiers ; text u` (https://sw.kovidgoyal.net/kitty/keyboard-protocol) and xterm's modifyOtherKeys. */
function codeKey(fields: readonly string[], modifiers: ReturnType<typeof modifiersOf>): Key | null {
  const [codeField, shiftedField] = (fields[0] ?? '').split(':');
  const code = numberOf(codeField, 0);
  const named = codeKeys[code];
  if (named !== undefined) return namedKey(named, modifiers);
  const digit = code - firstKeypadDigit;
  if (digit >= 0 && digit <= 9) return printableKey(String(digit), modifiers);
  const operator = digit >= 10 ? keypadOperators[digit - 10] : undefined;
  if (operator !== undefined) return printableKey(operator, modifiers);
  if (code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  if (code >= firstFunctionalCode && code <= lastFunctionalCode) return null;
  const plain = String.fromCodePoint(code);
  if (!modifiers.shift) return printableKey(plain, modifiers);
  const shifted = numberOf(shiftedField, 0);
  return printableKey(
    shifted >= 0x20 && shifted <= 0xd7ff ? String.fromCodePoint(shifted) : plain.toUpperCase(),
    modifiers,
  );
}

/** SGR mouse (mode 1006): `CSI < button ; column ; row M|m`. */
function mouseKey(parameters: string, final: 'M' | 'm'): Key | null {
  const [bits = Number.NaN, column = Number.NaN, row = Number.NaN] = parameters.split(';').map(Number);
  if (!Number.isInteger(bits) || !(column >= 1) || !(row >= 1)) return null;
  const buttons = ['left', 'middle', 'right', 'none'] as const;
  const button = (bits & 0x40) === 0 ? (buttons[bits & 3] ?? 'none') : 'none';
  return {
    type: 'mouse',
    action: mouseAction(bits, button, final),
    button,
    x: column - 1,
    y: row - 1,
    ctrl: (bits & 0x10) !== 0,
    alt: (bits & 0x08) !== 0,
    shift: (bits & 0x04) !== 0,
  };
}

function mouseAction(bits: number, button: string, final: 'M' | 'm'): MouseAction {
  if ((bits & 0x40) !== 0) {
    const wheels = ['wheel-up', 'wheel-down', 'wheel-left', 'wheel-right'] as const;
    return wheels[bits & 3] ?? 'wheel-up';
  }
  if ((bits & 0x20) !== 0) return button === 'none' ? 'move' : 'drag';
  return final === 'm' ? 'release' : 'press';
}

/** xterm's modifier parameter: 1 + shift 1 + alt 2 + ctrl 4 + super 8 (+ hyper, meta, caps lock, num lock). */
function modifiersOf(parameter: number): { ctrl: boolean; alt: boolean; shift: boolean; super?: boolean } {
  const bits = parameter - 1;
  const modifiers = { shift: (bits & 1) !== 0, alt: (bits & 2) !== 0, ctrl: (bits & 4) !== 0 };
  return (bits & 8) === 0 ? modifiers : { ...modifiers, super: true };
}

function numberOf(field: string | undefined, missing: number): number {
  return field === undefined || field === '' ? missing : Number(field.split(':')[0]);
}
