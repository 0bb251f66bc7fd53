import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/ui/effects.ts';
import { outlineOf } from '../../../src/ui/screens/query/outline/outline.ts';
import type { TestConsole } from '../support/console.ts';
import { answerQuery, cursorText, goTo, openUserQuery, queryOf, specOf } from './query-console.ts';

function requests(console: TestConsole): readonly string[] {
  return console.takeEffects().map(({ type }) => type);
}

function askedFor<Type extends Effect['type']>(
  console: TestConsole,
  type: Type,
): Extract<Effect, { readonly type: Type }> {
  const found = console
    .takeEffects()
    .findLast((effect): effect is Extract<Effect, { readonly type: Type }> => effect.type === type);
  if (found === undefined) throw new Error(`${type} was not asked for`);
  return found;
}

describe('what is said beside the parts', () => {
  it('is what a scope adds and hides, while the scopes are open', () => {
    const console = answerQuery(openUserQuery());
    const lines = outlineOf(console.state, queryOf(console));
    expect(lines.find(({ id }) => id === 'scope:active')).toMatchObject({
      text: "status = 'active'",
      aside: '3,679 −1,131',
    });
    expect(lines.find(({ id }) => id === 'soft-deleted')?.aside).toBe('191');
    expect(lines[0]?.aside).toBe('4,810 rows');
  });

  it('is not asked for again by what changes no count, nor while the scopes are closed', () => {
    const console = answerQuery(openUserQuery()).press('o').type('email').press('enter');
    expect(requests(console)).not.toContain('look-through-scopes');
    goTo(answerQuery(console), 'scopes').press('left', 'x');
    expect(requests(console)).not.toContain('look-through-scopes');
    goTo(answerQuery(console), 'scopes').press('right');
    expect(requests(console)).toEqual(['look-through-scopes']);
  });

  it('is a warning before joined includes make many rows of few, and space reads them apart', () => {
    const console = answerQuery(openUserQuery());
    goTo(console.press('i'), 'devices:include').press('space');
    const { requestId, screenId } = askedFor(console, 'foresee-explosion');
    const found = {
      rows: 50,
      joinedRows: 100_000,
      association: 'devices',
      factor: 2000,
      canBeSeparate: true,
      warning: 'about 50 rows become 100,000: read "devices" with separate',
    };
    console.send({ type: 'explosion-foreseen', requestId, screenId, found });
    expect(cursorText(goTo(console, 'explosion'))).toContain('become 100,000');
    expect(specOf(console.press('space')).includes).toMatchObject([{ isSeparate: true }]);
  });
});

describe('the code under edit', () => {
  it('is read once it is pasted, and the screen follows', () => {
    const console = answerQuery(openUserQuery());
    console.send({ type: 'text-pasted', paste: { type: 'paste', text: 'User.findAll({ limit: 3 })' } });
    const { requestId, screenId, text } = askedFor(console, 'read-query-code');
    expect(text).toBe('User.findAll({ limit: 3 })');
    const spec = { ...specOf(console), limit: 3 };
    const read = { spec, warnings: [{ message: 'Left out.', line: 1, column: 2 }] };
    console.send({ type: 'query-code-read', requestId, screenId, read });
    expect(specOf(console).limit).toBe(3);
    expect(queryOf(console).editing?.warnings).toEqual(['line 1: Left out.']);
    expect(queryOf(console.press('escape')).editing).toBeNull();
    expect(specOf(console.press('u')).limit).toBeNull();
  });

  it('says what is wrong with it, and leaves the query as it was', () => {
    const console = answerQuery(openUserQuery()).press('e').type('x');
    const { requestId } = askedFor(console, 'read-query-code');
    const report = { kind: 'usage', code: 'code-syntax', message: 'No.', remedy: '', details: {} } as const;
    const before = specOf(console);
    console.send({ type: 'request-failed', failed: { part: 'request', requestId }, report });
    expect(queryOf(console).editing?.problem?.message).toBe('No.');
    expect(specOf(console)).toBe(before);
  });

  it('takes letters as text, not as keys', () => {
    const console = answerQuery(openUserQuery()).press('e').type('qx');
    expect(queryOf(console).editing?.editor.text).toMatch(/^qx/);
    expect(console.takeEffects().some(({ type }) => type === 'quit')).toBe(false);
  });
});
