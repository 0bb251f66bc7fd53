import { expect, it } from 'vitest';
import { splitArguments } from '../../src/host/call-extras.ts';

it('takes the options with a signal off the arguments', () => {
  const { signal } = new AbortController();
  const { data, extras } = splitArguments([{ text: 'a' }, { signal }]);
  expect(data).toEqual([{ text: 'a' }]);
  expect(extras).toEqual({ signal, listeners: {} });
});

it('keeps every listener under its name', () => {
  const onEvent = () => undefined;
  const { extras } = splitArguments(['migrations', { signal: undefined, onEvent }]);
  expect(extras).toEqual({ signal: undefined, listeners: { onEvent } });
});

it('leaves arguments alone that are data', () => {
  const values = ['migrations', { encoding: 'UTF8' }];
  expect(splitArguments(values)).toEqual({ data: values, extras: null });
});

it('refuses an option that would be lost on the way', () => {
  expect(() => splitArguments([{ signal: undefined, limit: 5 }])).toThrow('"limit"');
});
