import { expect, it } from 'vitest';
import { paintWelcome } from '../../src/ui/screens/welcome/paint.ts';
import { actionForKey } from '../../src/ui/keymap.ts';
import { openConsole } from './support/console.ts';

it('the first steps name keys that lead where they say', () => {
  const { state } = openConsole();
  const lines = paintWelcome({ state, width: 56, height: 19, paint: (text) => text });
  const steps = lines.slice(lines.findIndex((line) => line.includes('First steps')) + 1).join('\n');
  const told = ['T', 'I', 'A', 'K', 'B', 'L', 'M', 'S', 'D', 'J', ':', '?'].map((key) => [
    key,
    steps.includes(` ${key}   `),
    actionForKey(['global'], key),
  ]);
  expect(told).toEqual([
    ['T', true, 'app.tour'],
    ['I', true, 'app.schema'],
    ['A', true, 'app.graph'],
    ['K', true, 'app.checks'],
    ['B', true, 'app.activity'],
    ['L', true, 'app.log'],
    ['M', true, 'app.migrations'],
    ['S', true, 'app.seeders'],
    ['D', true, 'app.sql'],
    ['J', true, 'app.repl'],
    [':', true, 'app.palette'],
    ['?', true, 'app.help'],
  ]);
});
