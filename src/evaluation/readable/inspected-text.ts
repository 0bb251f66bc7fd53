/**
 * Any value as text for people, in pieces that say what they are. Looking at a value runs none of its code: getters are named, not
 * called, and proxies are looked through.
 */
import { inspect, types } from 'node:util';
import type { PartStyle, TextPart } from '../evaluation.ts';

export interface InspectLimits {
  readonly depth: number;
  readonly maxArrayLength: number;
  readonly maxStringLength: number;
}

export const usualLimits: InspectLimits = { depth: 3, maxArrayLength: 100, maxStringLength: 10_000 };

/** More than a screen of text is no help to anybody. */
const longestText = 100_000;

/** Never throws. */
export function inspectedParts(value: unknown, limits: InspectLimits = usualLimits): readonly TextPart[] {
  return coloredParts(clipped(inspected(value, limits)));
}

function inspected(value: unknown, limits: InspectLimits): string {
  const options = { ...limits, colors: true, showProxy: false, getters: false, breakLength: 100 } as const;
  // A proxy's own way of showing itself would be asked of its handler.
  const attempts = types.isProxy(value) ? [false] : [true, false];
  for (const customInspect of attempts) {
    try {
      return inspect(value, { ...options, customInspect });
    } catch {
      // The value has a say in how it looks, and failed at it.
    }
  }
  return '[a value that cannot be shown]';
}

function clipped(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}\u001b[39m\n… cut` : text;
}

/** What `util.inspect.styles` colours things with, by the code that begins it; 39 and 22 end every one of them. */
const styles: Readonly<Record<string, PartStyle>> = {
  '1': 'null',
  '31': 'regexp',
  '32': 'string',
  '33': 'number',
  '35': 'date',
  '36': 'special',
  '90': 'undefined',
};

/** Text with colours as `util.inspect` sets them, taken apart. */
export function coloredParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let style: PartStyle = 'plain';
  let at = 0;
  for (const found of text.matchAll(/\u001b\[(\d+)m/g)) {
    if (found.index > at) parts.push({ text: text.slice(at, found.index), style });
    at = found.index + found[0].length;
    const code = found[1] ?? '';
    if (code === '39' || code === '22' || code === '24') style = 'plain';
    else style = styles[code] ?? style;
  }
  if (at < text.length) parts.push({ text: text.slice(at), style });
  return parts;
}
