/**
 * Typed code → a script that V8 can run where the names of a session live: declarations become names of the scope, so that they
 * outlast the line and may be declared again; `await` works anywhere; loops and functions look whether they were interrupted.
 *
 * As Node's own REPL does it (lib/internal/repl/await.js), for every line and not only those that await. The scope is an object
 * that the script is run `with`: code then runs in the project's own realm, where an array is an `Array` to everybody.
 */
import type { AnyNode, Identifier, ImportDeclaration, Program, VariableDeclaration } from 'acorn';
import { TextEdits } from './edited-text.ts';
import { boundNames, childNodes, isFunction } from './walk-nodes.ts';

/** Names that the script finds around it; of letters that nobody types. */
export const hiddenNames = {
  /** On the global object while the script begins: an object of the three others. */
  frame: '__ʂcope__',
  scope: 'ʂ$scope',
  guard: 'ʂ$guard',
  importFrom: 'ʂ$import',
  /** On the global object while a script runs within the reach of SIGINT. */
  run: '__ʂun__',
} as const;

export interface RewrittenCode {
  /** A script whose completion value is the value, or with `isAsync` a promise of it. */
  readonly script: string;
  readonly isAsync: boolean;
  /** Names to be put into the scope before it runs. */
  readonly declared: readonly string[];
  /** Names that are assigned without being declared: to be put into the scope where nothing is called so. */
  readonly assigned: readonly string[];
  /** Where a character of the script stands in the code. */
  readonly originalOffset: (offset: number) => number;
}

export function rewriteCode(program: Program, code: string): RewrittenCode {
  const edits = new TextEdits();
  const declared = new Set<string>();
  const functions: string[] = [];
  const assigned = new Set<string>();
  const awaiting = { isFound: false };

  const guard = `${hiddenNames.guard}();`;
  function guardBlock(body: AnyNode): void {
    if (body.type !== 'BlockStatement') return;
    const directives = body.body.filter((statement) => 'directive' in statement);
    edits.insert(directives.at(-1)?.end ?? body.start + 1, directives.length > 0 ? `;${guard}` : guard);
  }
  function guardLoop(body: AnyNode): void {
    if (body.type === 'BlockStatement') {
      guardBlock(body);
      return;
    }
    edits.insert(body.start, `{${guard}`);
    edits.close(body.end, body.type === 'EmptyStatement' ? '}' : ';}');
  }

  /** A declaration that becomes an assignment: `const {a} = b` → `void ({a} = b)`. */
  function assignInstead(node: VariableDeclaration): void {
    for (const { id } of node.declarations) for (const name of boundNames(id)) declared.add(name);
    const first = node.declarations[0];
    const last = node.declarations.at(-1);
    if (first === undefined || last === undefined) return;
    edits.replace(node.start, first.start, 'void (');
    edits.close(last.end, code[node.end - 1] === ';' ? ')' : ');');
    for (const { id, init } of node.declarations) {
      // Without a value `let` empties a name, and `var` leaves it as it is.
      if (init == null && node.kind !== 'var') edits.close(id.end, '=void 0');
    }
  }

  function visit(node: AnyNode, parent: AnyNode, isInFunction: boolean): void {
    switch (node.type) {
      case 'VariableDeclaration':
        if (isInFunction) break;
        if (isLoopHead(node, parent)) {
          if (node.kind !== 'var') break;
          for (const { id } of node.declarations) for (const name of boundNames(id)) declared.add(name);
          edits.replace(node.start, node.declarations[0]?.start ?? node.end, '');
        } else if (
          node.kind === 'var' ||
          parent.type === 'Program' ||
          parent.type === 'ExportNamedDeclaration'
        ) {
          assignInstead(node);
        }
        break;
      case 'ClassDeclaration':
        if (isInFunction || parent.type === 'BlockStatement' || !hasName(node)) break;
        declared.add(node.id.name);
        edits.insert(node.start, `void (${node.id.name}=`);
        edits.close(node.end, ');');
        break;
      case 'FunctionDeclaration':
        if (!isInFunction && parent.type !== 'BlockStatement' && hasName(node)) functions.push(node.id.name);
        break;
      case 'ForOfStatement':
        if (node.await && !isInFunction) awaiting.isFound = true;
        guardLoop(node.body);
        break;
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
      case 'ForInStatement':
        guardLoop(node.body);
        break;
      case 'AwaitExpression':
        if (!isInFunction) awaiting.isFound = true;
        break;
      case 'AssignmentExpression':
        if (node.operator === '=') for (const name of boundNames(node.left)) assigned.add(name);
        break;
      case 'ImportExpression':
        edits.replace(node.start, node.start + 'import'.length, hiddenNames.importFrom);
        break;
      case 'ImportDeclaration':
        awaiting.isFound = true;
        edits.replace(node.start, node.end, importStatement(node, declared));
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration == null) {
          edits.replace(node.start, node.end, ';');
          return;
        }
        edits.replace(node.start, node.declaration.start, '');
        break;
      case 'ExportDefaultDeclaration':
        edits.replace(node.start, node.declaration.start, isNamed(node.declaration) ? '' : 'void ');
        break;
      default:
        break;
    }
    const isOwn = isFunction(node);
    if (isOwn && 'body' in node) guardFunction(node.body as AnyNode);
    // A field's value and a static block are run as functions of the class.
    const isInside =
      isInFunction || isOwn || node.type === 'PropertyDefinition' || node.type === 'StaticBlock';
    for (const child of childNodes(node)) visit(child, node, isInside);
  }

  function guardFunction(body: AnyNode): void {
    if (body.type === 'BlockStatement') {
      guardBlock(body);
      return;
    }
    edits.insert(body.start, `(${hiddenNames.guard}(),`);
    edits.close(body.end, ')');
  }

  if (code.startsWith('#!')) edits.replace(0, 2, '//');
  for (const statement of program.body) visit(statement, program, false);
  const isAsync = awaiting.isFound;
  const last = program.body.at(-1);
  if (isAsync && last?.type === 'ExpressionStatement') {
    const end = last.expression.end + closingParentheses(code, last);
    edits.enclose(last.start, end, 'return (', ');');
  }

  const { text, originalOffset } = edits.applyTo(code);
  const prefix = prefixOf(functions, isAsync);
  const suffix = isAsync ? '\n})()}' : '\n}}';
  return {
    script: `${prefix}${text}${suffix}`,
    isAsync,
    declared: [...declared, ...functions],
    assigned: [...assigned],
    originalOffset: (offset) => originalOffset(Math.max(0, offset - prefix.length)),
  };
}

/**
 * Functions are hoisted into the scope as they are in a script. `let` around the block keeps them out of the global object, where
 * sloppy code puts the functions of a block (ECMAScript, B.3.2.2).
 */
function prefixOf(functions: readonly string[], isAsync: boolean): string {
  const { frame, scope, guard, importFrom } = hiddenNames;
  const names = [...new Set(functions)];
  const hoisted = names.map((name) => `${scope}.${name}=${name};`).join('');
  const around = isAsync || names.length === 0 ? '' : `let ${names.join(',')};`;
  const open = `with(${frame}.${scope}){const {${scope},${guard},${importFrom}}=${frame};${around}`;
  return isAsync ? `${open}(async()=>{${hoisted}` : `${open}{${hoisted === '' ? '' : `${hoisted}void 0;`}`;
}

/** An import becomes an `await` of what is imported. */
function importStatement(node: ImportDeclaration, declared: Set<string>): string {
  const imported = `await ${hiddenNames.importFrom}(${JSON.stringify(node.source.value)})`;
  const parts: string[] = [];
  let namespace: string | null = null;
  for (const specifier of node.specifiers) {
    const local = specifier.local.name;
    declared.add(local);
    if (specifier.type === 'ImportNamespaceSpecifier') {
      namespace = local;
      continue;
    }
    const name = specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
    parts.push(`${JSON.stringify(name)}:${local}`);
  }
  const whole = namespace === null ? imported : `(${namespace}=${imported})`;
  return parts.length === 0 ? `void (${whole});` : `void ({${parts.join(',')}}=${whole});`;
}

function nameOf(
  node: ImportDeclaration['specifiers'][number] extends infer S
    ? S extends { readonly imported: infer Name }
      ? Name
      : never
    : never,
): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

/** Only what is exported as `default` may have none. */
function hasName<Node extends { readonly id: unknown }>(
  node: Node,
): node is Node & { readonly id: Identifier } {
  return node.id !== null;
}

function isLoopHead(node: AnyNode, parent: AnyNode): boolean {
  switch (parent.type) {
    case 'ForStatement':
      return parent.init === node;
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === node;
    default:
      return false;
  }
}

function isNamed(node: AnyNode): boolean {
  return (
    (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') &&
    'id' in node &&
    node.id != null
  );
}

/** How far behind the expression the parentheses around it end. */
function closingParentheses(
  code: string,
  { expression, end }: { readonly expression: { readonly end: number }; readonly end: number },
): number {
  const rest = code.slice(expression.end, end);
  const lastParenthesis = rest
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) => ' '.repeat(comment.length))
    .lastIndexOf(')');
  return lastParenthesis + 1;
}
