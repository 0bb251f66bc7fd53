/** What the keyboard, a paste or the mouse says: the one vocabulary of input, and the rule that names keys. */

export interface Modifiers {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

export interface Keystroke extends Modifiers {
  readonly type: 'key';
  /**
   * The key as key tables write it: `j`, `J`, `ctrl+c`, `alt+x`, `shift+tab`, `ctrl+shift+up`; modifiers in the order
   * ctrl, alt, shift, super. Named keys: enter escape tab space backspace delete insert up down left right home end pageup
   * pagedown clear menu f1 … f20. Shift is part of a printable key (`J`, `?`) and is not written for it.
   */
  readonly name: string;
  /** What the key types into a text input; absent for keys that type nothing. */
  readonly text?: string;
}

export interface Paste {
  readonly type: 'paste';
  /** As pasted, line breaks as `\n`; controls are still in it. */
  readonly text: string;
}

export type MouseAction =
  'press' | 'release' | 'drag' | 'move' | 'wheel-up' | 'wheel-down' | 'wheel-left' | 'wheel-right';

export interface MouseInput extends Modifiers {
  readonly type: 'mouse';
  readonly action: MouseAction;
  readonly button: 'left' | 'middle' | 'right' | 'none';
  /** Cells, 0-based. */
  readonly x: number;
  readonly y: number;
}

export type Key = Keystroke | Paste | MouseInput;

export const noModifiers: Modifiers = { ctrl: false, alt: false, shift: false };

/** A key that has a name (`up`, `enter`), with its modifiers. */
export function namedKey(
  name: string,
  modifiers: Modifiers & { readonly super?: boolean } = noModifiers,
): Keystroke {
  const { ctrl, alt, shift } = modifiers;
  const full = prefix(modifiers, shift) + name;
  const typesSpace = name === 'space' && !ctrl && !alt && modifiers.super !== true;
  return { type: 'key', name: full, ...(typesSpace ? { text: ' ' } : {}), ctrl, alt, shift };
}

/** A printable key: one grapheme, already in the case that was typed. */
export function printableKey(
  text: string,
  modifiers: Modifiers & { readonly super?: boolean } = noModifiers,
): Keystroke {
  if (text === ' ') return namedKey('space', modifiers);
  const { ctrl, alt } = modifiers;
  const isUpper = text !== text.toLowerCase();
  const shift = modifiers.shift || isUpper;
  const types = !ctrl && !alt && modifiers.super !== true;
  // With ctrl, terminals cannot tell the case apart; the few that can say so with shift.
  const name = ctrl ? prefix(modifiers, shift) + text.toLowerCase() : prefix(modifiers, false) + text;
  return { type: 'key', name, ...(types ? { text } : {}), ctrl, alt, shift };
}

function prefix(modifiers: Modifiers & { readonly super?: boolean }, hasShift: boolean): string {
  const parts = [
    modifiers.ctrl ? 'ctrl+' : '',
    modifiers.alt ? 'alt+' : '',
    hasShift ? 'shift+' : '',
    modifiers.super === true ? 'super+' : '',
  ];
  return parts.join('');
}
