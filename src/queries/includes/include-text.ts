/**
 * Includes as people type them, `devices(required, where: "isActive", columns: id name).owner.{role, permissions}`, to IncludeUse and
 * back. Nothing typed is ever evaluated; whether there are such associations is not asked here.
 */
import { ConsoleError } from '../../errors.ts';
import { quoteTyped, typedTextError } from '../caret.ts';
import { includeOf, type IncludeUse } from '../query-spec.ts';
import { quotedAt } from '../quoted-text.ts';

/** Associations inside one another. */
const maximumDepth = 20;

/**
 * A list of includes, separated by commas; `a.b, a.c` is one include of `a` with two in it. Throws a ConsoleError `include-syntax` that
 * points at the place.
 */
export function parseIncludes(text: string): readonly IncludeUse[] {
  return joinedUses(new IncludeReader(text).read());
}

/** Several texts as one list. */
export function parseIncludeList(texts: readonly string[]): readonly IncludeUse[] {
  return joinedUses(texts.flatMap((text) => parseIncludes(text)));
}

/** Text that parseIncludes reads as the same. */
export function includeText(use: IncludeUse): string {
  const options = [
    ...(use.required === null ? [] : [use.required ? 'required' : 'optional']),
    ...(use.isSeparate === null ? [] : [use.isSeparate ? 'separate' : 'joined']),
    ...(use.softDeleted === 'shown' ? ['with-deleted'] : []),
    ...(use.filter === '' ? [] : [`where: ${JSON.stringify(use.filter)}`]),
    ...(use.columns === null ? [] : [['columns:', ...use.columns.map(nameText)].join(' ')]),
  ];
  const [only, ...others] = use.includes;
  const nested =
    only === undefined
      ? ''
      : others.length === 0
        ? `.${includeText(only)}`
        : `.{${use.includes.map(includeText).join(', ')}}`;
  return `${nameText(use.association)}${options.length === 0 ? '' : `(${options.join(', ')})`}${nested}`;
}

function nameText(name: string): string {
  return /^[^\s()[\]{},:."']+$/.test(name) ? name : JSON.stringify(name);
}

/** One of each association: what stands in the second is put into the first, if only one of them has options. */
function joinedUses(uses: readonly IncludeUse[]): readonly IncludeUse[] {
  const joined = new Map<string, IncludeUse>();
  for (const use of uses) {
    const known = joined.get(use.association);
    const [first, second] = known === undefined || isBare(use) ? [known ?? use, use] : [use, known];
    if (known === undefined) joined.set(use.association, use);
    else if (isBare(second)) {
      const includes = joinedUses([...known.includes, ...use.includes]);
      joined.set(use.association, { ...first, includes });
    } else {
      throw new ConsoleError(`Association "${use.association}" is included twice, with options each time.`, {
        code: 'include-syntax',
        kind: 'usage',
        remedy: `Write it once, with all options in one pair of brackets.`,
      });
    }
  }
  return [...joined.values()];
}

function isBare({ required, isSeparate, filter, columns, softDeleted }: IncludeUse): boolean {
  return (
    required === null && isSeparate === null && filter === '' && columns === null && softDeleted === 'hidden'
  );
}

type Written<T> = { -readonly [Key in keyof T]: T[Key] };

const word = /[^\s()[\]{},:."']+/y;
const blank = /\s*/y;

class IncludeReader {
  readonly #text: string;
  #offset = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): readonly IncludeUse[] {
    const uses = [this.#include()];
    while (this.#take(',')) uses.push(this.#include());
    if (this.#offset < this.#text.length) {
      throw this.#fault(
        `${quoteTyped(this.#text.charAt(this.#offset))} stands where "," or the end was expected`,
      );
    }
    return uses;
  }

  #include(): IncludeUse {
    this.#depth += 1;
    if (this.#depth > maximumDepth) {
      throw this.#fault(`associations are nested more than ${maximumDepth} deep`);
    }
    const association = this.#name('the name of an association is missing');
    const use: Written<IncludeUse> = { ...includeOf(association) };
    const opening = this.#offset;
    if (this.#take('(') && !this.#take(')')) {
      do this.#option(use);
      while (this.#take(','));
      if (!this.#take(')')) throw this.#unclosed(opening, ')');
    }
    if (this.#take('.')) use.includes = joinedUses(this.#nested());
    this.#depth -= 1;
    return use;
  }

  #nested(): readonly IncludeUse[] {
    const opening = this.#offset;
    if (!this.#take('{')) return [this.#include()];
    const uses = [this.#include()];
    while (this.#take(',')) uses.push(this.#include());
    if (!this.#take('}')) throw this.#unclosed(opening, '}');
    return uses;
  }

  #option(use: Written<IncludeUse>): void {
    this.#skipBlank();
    const start = this.#offset;
    const name = this.#name('an option is missing');
    switch (name) {
      case 'required':
      case 'optional':
        use.required = name === 'required';
        return;
      case 'separate':
      case 'joined':
        use.isSeparate = name === 'separate';
        return;
      case 'with-deleted':
        use.softDeleted = 'shown';
        return;
      case 'where':
        this.#colon(name);
        use.filter = this.#filter();
        return;
      case 'columns':
        this.#colon(name);
        use.columns = this.#columns();
        return;
      default:
        throw this.#fault(
          `${quoteTyped(name)} is none of required, optional, separate, joined, with-deleted, where and columns`,
          start,
        );
    }
  }

  #columns(): readonly string[] {
    const names: string[] = [];
    for (;;) {
      this.#skipBlank();
      const next = this.#text.charAt(this.#offset);
      if (next === ',' || next === ')' || next === '') return names;
      names.push(this.#name(`${quoteTyped(next)} stands among the columns`));
    }
  }

  #filter(): string {
    this.#skipBlank();
    const quote = this.#text.charAt(this.#offset);
    if (quote === '"' || quote === "'") return this.#quoted();
    throw this.#fault('a filter stands in quotes');
  }

  #colon(name: string): void {
    if (!this.#take(':')) throw this.#fault(`a ":" is missing after ${quoteTyped(name)}`);
  }

  #name(missing: string): string {
    this.#skipBlank();
    const quote = this.#text.charAt(this.#offset);
    if (quote === '"' || quote === "'") return this.#quoted();
    word.lastIndex = this.#offset;
    const run = word.exec(this.#text)?.[0];
    if (run === undefined) throw this.#fault(missing);
    this.#offset += run.length;
    return run;
  }

  #quoted(): string {
    const fault = (explanation: string, offset: number): Error => this.#fault(explanation, offset);
    const { value, end } = quotedAt(this.#text, this.#offset, fault);
    this.#offset = end;
    return value;
  }

  #take(character: string): boolean {
    this.#skipBlank();
    if (this.#text.charAt(this.#offset) !== character) return false;
    this.#offset += 1;
    return true;
  }

  #skipBlank(): void {
    blank.lastIndex = this.#offset;
    this.#offset += blank.exec(this.#text)?.[0].length ?? 0;
  }

  #unclosed(opening: number, close: string): Error {
    return this.#offset < this.#text.length
      ? this.#fault(`a "," or "${close}" is missing`)
      : this.#fault('the bracket opened here never closes', opening);
  }

  #fault(explanation: string, offset = this.#offset): Error {
    return typedTextError({
      code: 'include-syntax',
      what: 'include',
      text: this.#text,
      offset,
      explanation,
      remedy:
        'Write includes as in `devices`, `devices(required, where: "isActive").owner` or `role.{users, permissions}`.',
    });
  }
}
