/**
 * The one finder call of pasted code: `Model.scope(…).findAll(…)`, however it is awaited, returned or assigned, with the constants
 * that are declared around it.
 */
import type { CallExpression, Expression, Program, Statement, ModuleDeclaration } from 'acorn';
import type { CodeSource } from './code-source.ts';
import { memberName } from './static-value.ts';

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
  readonly afterwards: readonly { readonly at: number; readonly method: string }[];
}

export interface FoundCode {
  readonly call: FinderCall;
  readonly constants: ReadonlyMap<string, Expression>;
}

const finders = /^(?:findAll|findOne|findByPk|findAndCountAll|count|sum|min|max)$/;
const remedy = 'Paste one call as in `User.findAll({ where: { status: "active" } })`.';

/** Throws `code-not-said` where there is none, or more than one. */
export function findCall(source: CodeSource): FoundCode {
  const constants = new Map<string, Expression>();
  const calls: FinderCall[] = [];
  const visit = (node: Expression): void => {
    const found = finderIn(node);
    if (found !== null) calls.push(found);
    else for (const body of bodiesOf(node)) visitAll(body);
  };
  const visitAll = (statements: Program['body'] | readonly Statement[]): void => {
    for (const statement of statements) {
      for (const [name, value] of constantsOf(statement)) constants.set(name, value);
      for (const expression of expressionsOf(statement)) visit(expression);
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
  return { call: first, constants };
}

function constantsOf(statement: Statement | ModuleDeclaration): readonly (readonly [string, Expression])[] {
  if (statement.type === 'ExportNamedDeclaration')
    return statement.declaration == null ? [] : constantsOf(statement.declaration);
  if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') return [];
  return statement.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && init != null && finderIn(init) === null ? [[id.name, init] as const] : [],
  );
}

/** What a statement evaluates that may be the finder. */
function expressionsOf(statement: Statement | ModuleDeclaration): readonly Expression[] {
  switch (statement.type) {
    case 'ExpressionStatement':
      return [statement.expression];
    case 'ReturnStatement':
      return statement.argument == null ? [] : [statement.argument];
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ init }) => init ?? []);
    case 'FunctionDeclaration':
      return [{ ...statement, type: 'FunctionExpression', expression: false }];
    case 'BlockStatement':
      return statement.body.flatMap(expressionsOf);
    case 'ExportDefaultDeclaration': {
      const { declaration } = statement;
      return declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration'
        ? []
        : [declaration];
    }
    default:
      return [];
  }
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

function finderIn(node: Expression): FinderCall | null {
  const afterwards: { at: number; method: string }[] = [];
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

function unwrapped(node: Expression): Expression {
  switch (node.type) {
    case 'AwaitExpression':
      return unwrapped(node.argument);
    case 'ParenthesizedExpression':
    case 'ChainExpression':
      return unwrapped(node.expression);
    default:
      return node;
  }
}
