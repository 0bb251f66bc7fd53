/**
 * The statements of pasted code that hold no finder: what a script needs around it passes, what is done with the rows is left out
 * and said, and anything else is a stray, which would pass for a part of the query if it were not refused.
 */
import type { Expression, ModuleDeclaration, Node, Pattern, Statement } from 'acorn';
import { memberName } from './member-name.ts';

export type CodeStatement = Statement | ModuleDeclaration;

/** Something that is done with the rows: `then`, `map`, `for`. */
export interface LeftOut {
  readonly at: number;
  readonly method: string;
}

const scriptCalls: ReadonlySet<string> = new Set([
  'sequelize.close',
  'sequelize.authenticate',
  'dotenv.config',
]);

/** Told of every statement, in any order. */
export class BesideFinder {
  readonly #others: CodeStatement[] = [];
  readonly #rows = new Set<string>();
  readonly #functions = new Set<string>();

  add(statement: CodeStatement, holdsFinder: boolean): void {
    for (const name of functionsOf(statement)) this.#functions.add(name);
    if (!holdsFinder) this.#others.push(statement);
    else for (const name of assignedBy(statement)) this.#rows.add(name);
  }

  /** Statements without the finder, so far. */
  get length(): number {
    return this.#others.length;
  }

  forgetFrom(length: number): void {
    this.#others.splice(length);
  }

  /** Once all have been added. */
  judged(): { readonly stray: CodeStatement | null; readonly leftOut: readonly LeftOut[] } {
    const leftOut: LeftOut[] = [];
    let stray: CodeStatement | null = null;
    for (const statement of this.#others) {
      if (this.#passes(statement)) continue;
      if (mentions(statement, this.#rows)) leftOut.push({ at: statement.start, method: doneBy(statement) });
      else stray ??= statement;
    }
    return { stray, leftOut };
  }

  #passes(statement: CodeStatement): boolean {
    switch (statement.type) {
      case 'ExpressionStatement':
        return statement.directive !== undefined || this.#isOfScript(statement.expression);
      case 'ReturnStatement':
        return (
          statement.argument == null ||
          leftOutCall(statement.argument) === null ||
          !mentions(statement, this.#rows)
        );
      case 'IfStatement':
      case 'SwitchStatement':
      case 'LabeledStatement':
      case 'WithStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
        return false;
      default:
        return true;
    }
  }

  /**
   * `require(…)`, `main()`, `console.log(…)`, `process.exit()`, `sequelize.close()`, `module.exports = …`, the rows themselves as the
   * value of a script, and a function that is called or handed on.
   */
  #isOfScript(expression: Expression): boolean {
    if (expression.type === 'AssignmentExpression') {
      const { left } = expression;
      return left.type === 'MemberExpression' && /^(?:module|exports)$/.test(rootName(left) ?? '');
    }
    const { root, methods } = chainOf(expression);
    if (root.type === 'ImportExpression') return true;
    if (root.type === 'Identifier') {
      const { name } = root;
      if (/^(?:require|console|process)$/.test(name)) return true;
      if (methods.length === 0 && (this.#functions.has(name) || this.#rows.has(name))) return true;
      if (this.#functions.has(name) && /^(?:then|catch|finally)$/.test(methods.at(-1) ?? '')) return true;
      const [method = '', owner = name] = methods;
      if (scriptCalls.has(`${owner}.${method}`)) return true;
    }
    return isFunction(root) || (holdsFunction(expression) && !mentions(expression, this.#rows));
  }
}

/** The call that is made of a value, as a person would name it; null for none, and for what only prints. */
export function leftOutCall(node: Expression): LeftOut | null {
  const inner = unwrapped(node);
  if (inner.type !== 'CallExpression' || inner.callee.type === 'Super') return null;
  if (rootName(inner) === 'console') return null;
  const method = memberName(inner.callee);
  if (method === null) return null;
  const at = inner.callee.type === 'MemberExpression' ? inner.callee.property.start : inner.start;
  return { at, method };
}

/** Without what changes nothing of it: `await`, `void`, brackets. */
export function unwrapped(node: Expression): Expression {
  switch (node.type) {
    case 'AwaitExpression':
      return unwrapped(node.argument);
    case 'ParenthesizedExpression':
    case 'ChainExpression':
      return unwrapped(node.expression);
    case 'UnaryExpression':
      return node.operator === 'void' ? unwrapped(node.argument) : node;
    default:
      return node;
  }
}

/** What a chain of calls begins with, and the names on the way, the last one first. */
function chainOf(expression: Expression): { readonly root: Expression; readonly methods: readonly string[] } {
  const methods: string[] = [];
  let current = unwrapped(expression);
  for (;;) {
    if (current.type === 'CallExpression' && current.callee.type !== 'Super') {
      current = unwrapped(current.callee);
    } else if (current.type === 'MemberExpression' && current.object.type !== 'Super') {
      methods.push(memberName(current) ?? '');
      current = unwrapped(current.object);
    } else return { root: current, methods };
  }
}

function rootName(expression: Expression): string | null {
  const { root } = chainOf(expression);
  return root.type === 'Identifier' ? root.name : null;
}

function functionsOf(statement: CodeStatement): readonly string[] {
  if (statement.type === 'FunctionDeclaration') return [statement.id.name];
  if (statement.type === 'ExportNamedDeclaration')
    return statement.declaration == null ? [] : functionsOf(statement.declaration);
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && init != null && isFunction(init) ? [id.name] : [],
  );
}

/** The names that the rows, or something of them, are given by a statement. */
function assignedBy(statement: CodeStatement): readonly string[] {
  if (statement.type === 'VariableDeclaration') {
    return statement.declarations.flatMap(({ id, init }) =>
      init == null || isFunction(init) ? [] : namesIn(id),
    );
  }
  if (statement.type !== 'ExpressionStatement') return [];
  const { expression } = statement;
  return expression.type === 'AssignmentExpression' && !isFunction(expression.right)
    ? namesIn(expression.left)
    : [];
}

function namesIn(pattern: Pattern): readonly string[] {
  return nodesOf(pattern).flatMap((node) => (isIdentifier(node) ? [node.name] : []));
}

function mentions(node: Node, names: ReadonlySet<string>): boolean {
  return nodesOf(node).some((each) => isIdentifier(each) && names.has(each.name));
}

function holdsFunction(node: Node): boolean {
  return nodesOf(node).some(isFunction);
}

function isFunction({ type }: Node): boolean {
  return /^(?:ArrowFunction|Function)Expression$/.test(type);
}

function isIdentifier(node: Node): node is Node & { readonly name: string } {
  return node.type === 'Identifier';
}

/** A node with all that it is made of. */
function nodesOf(node: Node): readonly Node[] {
  const inner = Object.values(node).flat().filter(isNode);
  return [node, ...inner.flatMap(nodesOf)];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string';
}

/** What a statement does, in a word of its own. */
function doneBy(statement: CodeStatement): string {
  const expression =
    statement.type === 'ExpressionStatement'
      ? statement.expression
      : statement.type === 'ReturnStatement'
        ? statement.argument
        : null;
  const called = expression == null ? null : leftOutCall(expression);
  if (called !== null) return called.method;
  const [word] = /^[A-Z][a-z]*/.exec(statement.type) ?? [];
  return expression == null && word !== undefined ? word.toLowerCase() : '=';
}
