/**
 * The one finder call of pasted code: `Model.scope(…).findAll(…)`, however it is awaited, returned or assigned, with the constants
 * that are declared around it.
 */
import type { CallExpression, Expression, SpreadElement, Statement } from 'acorn';
import { BesideFinder, leftOutCall, unwrapped, type CodeStatement, type LeftOut } from './beside-finder.ts';
import type { CodeSource } from './code-source.ts';
import { memberName } from './member-name.ts';

export interface FinderCall {
  readonly at: number;
  /** `findAll`, `count`, `getBooks`. */
  readonly method: string;
  readonly arguments: CallExpression['arguments'];
  /** The calls before it, outermost last: `scope`, `unscoped`, `build`. */
  readonly before: readonly CallExpression[];
  /** What they are called on, and what it is called. */
  readonly base: Expression;
  /** What is done to the rows afterwards: `then`, `map`. */
  readonly afterwards: readonly LeftOut[];
}

export interface FoundCode {
  readonly call: FinderCall;
  readonly constants: ReadonlyMap<string, Expression>;
}

const finders = /^(?:findAll|findOne|findByPk|findAndCountAll|count|sum|min|max)$/;
const remedy = 'Paste one call as in `User.findAll({ where: { status: "active" } })`.';

/** Throws `code-not-said` where there is none or more than one, and of what stands beside it and is no part of a query. */
export function findCall(source: CodeSource): FoundCode {
  const constants = new Map<string, Expression>();
  const calls: FinderCall[] = [];
  const beside = new BesideFinder();
  const visit = (node: Expression, around: readonly LeftOut[] = []): void => {
    const found = finderIn(node);
    if (found !== null) {
      calls.push({ ...found, afterwards: [...found.afterwards, ...around] });
      return;
    }
    for (const body of bodiesOf(node)) {
      const [callsBefore, othersBefore] = [calls.length, beside.length];
      visitAll(body);
      // A function without the finder is no part of the query, whatever it says.
      if (calls.length === callsBefore) beside.forgetFrom(othersBefore);
    }
    const call = leftOutCall(node);
    for (const inner of heldBy(node)) visit(inner, call === null ? around : [call, ...around]);
  };
  const visitAll = (statements: readonly CodeStatement[]): void => {
    for (const statement of statements) {
      for (const [name, value] of constantsOf(statement)) constants.set(name, value);
      const before = calls.length;
      for (const expression of expressionsOf(statement)) visit(expression);
      for (const block of blocksOf(statement)) visitAll(block);
      beside.add(statement, calls.length > before);
    }
  };
  visitAll(source.program.body);
  const [first, second] = calls;
  if (first === undefined) {
    const raw = /\bquery\s*\(/.test(source.text);
    throw source.fault(
      source.program.body[0]?.start ?? 0,
      raw ? 'this is SQL, and not a finder call' : 'there is no finder call in it',
      raw ? 'Run SQL with `seqscope sql`.' : remedy,
    );
  }
  if (second !== undefined) throw source.fault(second.at, 'this is a second finder call', remedy);
  const { stray, leftOut } = beside.judged();
  if (stray !== null) {
    throw source.fault(
      stray.start,
      'this stands beside the finder, and is no part of a query',
      'Leave it out: of the code only the finder is read, with the constants in it.',
    );
  }
  return { call: { ...first, afterwards: [...first.afterwards, ...leftOut] }, constants };
}

function constantsOf(statement: CodeStatement): readonly (readonly [string, Expression])[] {
  if (statement.type === 'ExportNamedDeclaration')
    return statement.declaration == null ? [] : constantsOf(statement.declaration);
  if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') return [];
  return statement.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && init != null && finderIn(init) === null ? [[id.name, init] as const] : [],
  );
}

/** What a statement evaluates that may be the finder. */
function expressionsOf(statement: CodeStatement): readonly Expression[] {
  switch (statement.type) {
    case 'ExpressionStatement':
      return [statement.expression];
    case 'ReturnStatement':
      return statement.argument == null ? [] : [statement.argument];
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ init }) => init ?? []);
    case 'FunctionDeclaration':
      return [{ ...statement, type: 'FunctionExpression', expression: false }];
    case 'ExportNamedDeclaration':
      return statement.declaration == null ? [] : expressionsOf(statement.declaration);
    case 'ExportDefaultDeclaration': {
      const { declaration } = statement;
      if (declaration.type === 'ClassDeclaration') return [];
      if (declaration.type !== 'FunctionDeclaration') return [declaration];
      return [{ ...declaration, type: 'FunctionExpression', expression: false }];
    }
    default:
      return [];
  }
}

/** The statements that a statement runs, whatever happens. */
function blocksOf(statement: CodeStatement): readonly (readonly Statement[])[] {
  if (statement.type === 'BlockStatement') return [statement.body];
  if (statement.type !== 'TryStatement') return [];
  const { block, handler, finalizer } = statement;
  return [block, handler?.body, finalizer].flatMap((each) => (each == null ? [] : [each.body]));
}

/** The statements of a function that is written here, called or not. */
function bodiesOf(node: Expression): readonly (readonly Statement[])[] {
  const inner = unwrapped(node);
  if (inner.type === 'CallExpression' && inner.callee.type !== 'Super') return bodiesOf(inner.callee);
  if (inner.type === 'FunctionExpression') return [inner.body.body];
  if (inner.type !== 'ArrowFunctionExpression') return [];
  const { body } = inner;
  if (body.type === 'BlockStatement') return [body.body];
  return [[{ type: 'ReturnStatement', argument: body, start: body.start, end: body.end }]];
}

/** The expressions in which a finder may stand: what a call is given, a list, an object, what is assigned. */
function heldBy(node: Expression): readonly Expression[] {
  const inner = unwrapped(node);
  const plain = (held: Expression | SpreadElement | null): readonly Expression[] =>
    held === null ? [] : [held.type === 'SpreadElement' ? held.argument : held];
  switch (inner.type) {
    case 'CallExpression': {
      const { callee } = inner;
      const given = inner.arguments.flatMap(plain);
      if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return given;
      return [...heldBy(callee.object), ...given];
    }
    case 'ArrayExpression':
      return inner.elements.flatMap(plain);
    case 'ObjectExpression':
      return inner.properties.map((each) => (each.type === 'SpreadElement' ? each.argument : each.value));
    case 'AssignmentExpression':
      return [inner.right];
    default:
      return [];
  }
}

function finderIn(node: Expression): FinderCall | null {
  const afterwards: LeftOut[] = [];
  let current = unwrapped(node);
  while (current.type === 'CallExpression' || current.type === 'MemberExpression') {
    if (current.type === 'CallExpression') {
      const call = asFinder(current);
      if (call !== null) return { ...call, afterwards };
      const { callee } = current;
      if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return null;
      afterwards.push({ at: callee.property.start, method: memberName(callee) ?? 'a method' });
      current = unwrapped(callee.object);
    } else {
      if (current.object.type === 'Super') return null;
      afterwards.push({ at: current.property.start, method: memberName(current) ?? 'a property' });
      current = unwrapped(current.object);
    }
  }
  return null;
}

function asFinder(node: CallExpression): Omit<FinderCall, 'afterwards'> | null {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return null;
  const method = memberName(callee);
  if (method === null) return null;
  const before: CallExpression[] = [];
  let base = unwrapped(callee.object);
  while (base.type === 'CallExpression' && base.callee.type === 'MemberExpression') {
    const name = memberName(base.callee);
    if (name === 'model' || base.callee.object.type === 'Super') break;
    before.unshift(base);
    base = unwrapped(base.callee.object);
  }
  // Math.max, console.count.
  if (base.type === 'Identifier' && /^(?:Math|console)$/.test(base.name)) return null;
  const isGetter = method.startsWith('get') && before.length > 0 && calleeName(before[0]) === 'build';
  return finders.test(method) || isGetter
    ? { at: callee.property.start, method, arguments: node.arguments, before, base }
    : null;
}

/** The name of the method that a call calls. */
export function calleeName(node: CallExpression | undefined): string | null {
  if (node === undefined || node.callee.type === 'Super') return null;
  return memberName(node.callee);
}
