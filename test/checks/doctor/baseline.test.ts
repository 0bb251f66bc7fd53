import { describe, expect, it } from 'vitest';
import {
  baselineText,
  keptEntries,
  parseBaseline,
  staleEntries,
} from '../../../src/checks/doctor/baseline.ts';
import type { CheckFinding } from '../../../src/checks/doctor/finding.ts';

const entry = (id: string) => ({ id, title: `about ${id}` });

describe('a baseline', () => {
  it('has a finding a line, by id, and is read as it was written', () => {
    const text = baselineText([entry('b:2'), entry('a:1')]);
    expect(text).toBe(
      '{\n  "version": 1,\n  "findings": [\n    {"id":"a:1","title":"about a:1"},\n    {"id":"b:2","title":"about b:2"}\n  ]\n}\n',
    );
    expect(parseBaseline(text, 'x.json')).toEqual(['a:1', 'b:2']);
    expect(parseBaseline(baselineText([]), 'x.json')).toEqual([]);
  });

  it.each(['', '[]', '{"findings":[{"id":1}]}', '{"findings":{}}', 'null'])('is not %j', (text) => {
    expect(() => parseBaseline(text, 'x.json')).toThrow('"x.json" is no baseline of the doctor.');
  });

  it('keeps entries of checks that were not made, and calls stale only those of checks that were', () => {
    const text = baselineText([entry('a:1'), entry('b:2')]);
    expect(keptEntries(text, 'x.json', ['a'])).toEqual([entry('b:2')]);
    const found = [{ id: 'a:9' } as CheckFinding];
    expect(staleEntries(['a:1', 'a:9', 'b:2'], found, ['a'])).toEqual(['a:1']);
  });
});
