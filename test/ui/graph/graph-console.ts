/** A console whose schema is written short, and its graph screen as it is read. */
import { expect } from 'vitest';
import type {
  AssociationSummary,
  AttributeSummary,
  ModelSummary,
  SchemaDescription,
} from '../../../src/schema/description.ts';
import { layoutOf } from '../../../src/ui/layout.ts';
import { paintGraph } from '../../../src/ui/screens/graph/paint.ts';
import { openGraph } from '../../../src/ui/screens/graph/open.ts';
import type { GraphScreen } from '../../../src/ui/screens/graph/state.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { createPainter } from '../../../src/ui/terminal/style.ts';
import { Emulator } from '../../terminal/emulator.ts';
import { describedAlone } from '../../support/model-pieces.ts';
import { TestConsole } from '../support/console.ts';

/**
 * `'Post.authorId>User'` is a key that must be there, `'Post.editorId?>User'` one that may be null, `'Profile.userId!>User'` one that is
 * unique, `'User<UserRole>Role'` a belongsToMany through a join table of those two keys, `'Meta'` a model without any.
 */
export function schemaOfKeys(keys: readonly string[]): SchemaDescription {
  const names = [...new Set(keys.flatMap((key) => key.split(/[<>]|\.[^>]*/)).filter((name) => name !== ''))];
  const models = names.sort().map((name) => {
    const attributes = [attribute('id', null)];
    const associations: AssociationSummary[] = [];
    for (const key of keys) {
      const many = /^([^.<>]+)<([^<>]+)>(.+)$/u.exec(key);
      if (many !== null) {
        const [, from = '', through = '', to = ''] = many;
        if (name === through) attributes.push(attribute(`${from}Id`, from), attribute(`${to}Id`, to));
        if (name === from) associations.push(manyTo(from, through, to));
        continue;
      }
      const [, from = '', column = '', sign = '', to = ''] =
        /^([^.]+)\.([^?!>]+)([?!]?)>(.+)$/u.exec(key) ?? [];
      if (from === name) {
        attributes.push(attribute(column, to, sign === '?'));
        associations.push(association(column.replace(/Id$/, ''), 'belongsTo', to, column));
      }
      if (to === name)
        associations.push(association(`${from}s`, sign === '!' ? 'hasOne' : 'hasMany', from, column));
    }
    return modelOf(name, attributes, associations);
  });
  return { models: describedAlone(models), tables: [], modelProblem: null, tableProblem: null };
}

/** A console that has read the schema and looks at a model; null looks at the clusters. */
export function openGraphConsole(
  keys: readonly string[],
  centre: string | null,
  size?: { columns: number; rows: number },
): TestConsole {
  const console = new TestConsole(size);
  console.send({ type: 'schema-read', schema: schemaOfKeys(keys) });
  const [state] = openGraph(console.state, centre);
  console.state = state;
  return console;
}

export function graphOnScreen({ state }: TestConsole): GraphScreen {
  const screen = currentScreen(state);
  if (screen.type !== 'graph') throw new Error(`The screen is ${screen.type}, no graph.`);
  return screen;
}

/** The pane as it is read; what is under the cursor is inverse, and stands between `[` and `]` at the end of its line. */
export async function graphFrame(console: TestConsole): Promise<string> {
  const { state } = console;
  const { innerWidth: width, innerHeight: height } = layoutOf(state.size, state.focus);
  const paint = createPainter({ colors: false });
  const lines = paintGraph({ state, width, height, paint }, graphOnScreen(console));
  expect(lines).toHaveLength(height);
  const emulator = new Emulator(width + 1, height);
  for (const [row, line] of lines.entries()) emulator.write(`\u001B[${String(row + 1)};1H${line}`);
  await emulator.settle();
  return lines.map((_, row) => `${readLine(emulator, row, width)}\n`).join('');
}

function readLine(emulator: Emulator, row: number, width: number): string {
  const cells = Array.from({ length: width }, (_, column) => emulator.cell(column, row));
  const text = cells.map((cell) => (cell.width === 0 ? '' : cell.text || ' ')).join('');
  const chosen = cells.map((cell) => (cell.isInverse && cell.width > 0 ? cell.text || ' ' : '')).join('');
  return chosen === '' ? text.trimEnd() : `${text.trimEnd()} [${chosen.trim()}]`;
}

function modelOf(
  name: string,
  attributes: readonly AttributeSummary[],
  associations: readonly AssociationSummary[],
): ModelSummary {
  return {
    name,
    table: `${name.toLowerCase()}s`,
    schema: null,
    primaryKey: ['id'],
    isParanoid: false,
    hasDefaultScope: false,
    defaultScope: null,
    attributes,
    associations,
    scopes: [],
  };
}

function attribute(name: string, to: string | null, isNullable = false): AttributeSummary {
  return {
    name,
    column: name,
    type: 'INTEGER',
    isNullable,
    isPrimaryKey: name === 'id',
    isUnique: name === 'id',
    defaultValue: null,
    enumValues: null,
    references: to === null ? null : `${to.toLowerCase()}s.id`,
    comment: null,
    validations: [],
  };
}

function association(
  name: string,
  type: 'belongsTo' | 'hasOne' | 'hasMany',
  target: string,
  foreignKey: string,
): AssociationSummary {
  const isTo = type === 'belongsTo';
  return {
    name,
    type,
    target,
    foreignKey,
    sourceKey: isTo ? foreignKey : 'id',
    targetKey: isTo ? 'id' : foreignKey,
    through: null,
    otherKey: null,
    isSingular: type !== 'hasMany',
  };
}

function manyTo(from: string, through: string, to: string): AssociationSummary {
  return {
    name: `${to}s`,
    type: 'belongsToMany',
    target: to,
    foreignKey: `${from}Id`,
    sourceKey: 'id',
    targetKey: 'id',
    through,
    otherKey: `${to}Id`,
    isSingular: false,
  };
}
