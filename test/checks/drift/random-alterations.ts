/** Changes of tables by SQL, each with the one difference that is to be found. */
import type { Random } from '../../journal/from-models/random-models.ts';
import { isNear, keyOf, pick, rules, type Shape } from './random-shapes.ts';

export interface Alteration {
  readonly sql: string;
  /** `subject:schema.table.name`, as drift's ids. */
  readonly id: string;
}

/** One a column or key at most, so that each is alone in its place. */
export function alterations(set: readonly Shape[], random: Random): readonly Alteration[] {
  return set.flatMap((shape): readonly Alteration[] => {
    const schema = shape.schema ?? 'public';
    const place = `"${schema}"."${shape.table}"`;
    const id = (subject: string, name: string) => `${subject}:${schema}.${shape.table}${name}`;
    const inIndexes = shape.indexes.map((index) => JSON.stringify(index)).join(' ');
    const hasExpression = shape.indexes.some(({ name = '' }) => /_(?:fn|expr|some|uwhere)$/.test(name));
    const ofColumns = shape.columns.flatMap(({ column, options, other }): readonly Alteration[] => {
      if (random() < 0.3) return [];
      const alter = `ALTER TABLE ${place} ALTER "${column}"`;
      const isIndexed = inIndexes.includes(column) || hasExpression;
      const { defaultValue } = options;
      const kind = keyOf(options.type);
      const isFilled = /NOW|UUIDV/.test(keyOf(defaultValue));
      const isBinary = (options.type as { _binary?: boolean })._binary === true;
      const kinds: readonly (readonly [boolean, string, string])[] = [
        [
          other !== null && !isIndexed && defaultValue === undefined,
          `${alter} TYPE ${other ?? ''} USING NULL`,
          'type',
        ],
        [options.allowNull === false, `${alter} DROP NOT NULL`, 'nullability'],
        [options.allowNull !== false, `${alter} SET NOT NULL`, 'nullability'],
        [options.comment !== undefined, `COMMENT ON COLUMN ${place}."${column}" IS 'another'`, 'comment'],
        [!isIndexed, `ALTER TABLE ${place} DROP COLUMN "${column}"`, 'column'],
        [defaultValue != null && !isFilled, `${alter} DROP DEFAULT`, 'default'],
        [
          /^(?:STRING|TEXT)$/.test(kind) && !isBinary && !/"(?:STRING\(1\))"/.test(kind),
          `${alter} SET DEFAULT 'another'`,
          'default',
        ],
        [/^(?:DECIMAL|BIGINT|REAL)$/.test(kind), `${alter} SET DEFAULT -7`, 'default'],
        [other === null, addLabel(schema, shape.table, column), 'enum'],
      ];
      const [, sql, subject] = pick(
        kinds.filter(([fits]) => fits),
        random,
      );
      return [{ sql, id: id(subject, `.${column}`) }];
    });
    const ofIndexes = shape.indexes.flatMap((index): readonly Alteration[] => {
      if (index.name === undefined || random() < 0.4) return [];
      const columns = (index.fields ?? []).filter((field) => typeof field === 'string');
      const isUnique = index.unique === true && index.where === undefined && columns.length > 0;
      const own = isUnique
        ? id('unique', `(${[...columns].sort().join(', ')})`)
        : id('index', `.${index.name}`);
      const name = `"${index.name}"`;
      const drop = `DROP INDEX "${schema}".${name}`;
      const [column = 'id'] = columns;
      const changed = `${drop}; CREATE INDEX ${name} ON ${place} ("${column}" DESC NULLS LAST, "id")`;
      return [{ sql: isUnique ? drop : pick([drop, changed], random), id: own }];
    });
    const ofReferences = shape.references.flatMap(
      ({ to, column, onDelete, onUpdate }): readonly Alteration[] => {
        if (random() < 0.3 || !isNear(set, shape.name, to)) return [];
        const target = set.find(({ name }) => name === to);
        const drop = `ALTER TABLE ${place} DROP CONSTRAINT "${shape.table}_${column}_fkey"`;
        const rule = (own: string) =>
          pick(
            rules.filter((one) => one !== own),
            random,
          );
        const add = (del: string, upd: string, rest = '') =>
          `${drop}, ADD FOREIGN KEY ("${column}") REFERENCES "${schema}"."${target?.table ?? ''}" ON DELETE ${del} ON UPDATE ${upd} ${rest}`;
        const deferred = add(onDelete, onUpdate, 'DEFERRABLE INITIALLY DEFERRED');
        const sql = pick(
          [drop, add(rule(onDelete), onUpdate), add(onDelete, rule(onUpdate)), deferred],
          random,
        );
        return [{ sql, id: id('foreign-key', `(${column})`) }];
      },
    );
    const [made, updated] = shape.isUnderscored ? ['created_at', 'updated_at'] : ['createdAt', 'updatedAt'];
    const ofTable = [
      { sql: `ALTER TABLE ${place} ADD extra_col int`, id: id('column', '.extra_col') },
      {
        sql: `CREATE INDEX "${shape.name} extra" ON ${place} ("${updated}")`,
        id: id('index', `.${shape.name} extra`),
      },
      {
        sql: `ALTER TABLE ${place} ADD UNIQUE ("${updated}", "${made}")`,
        id: id('unique', `(${made}, ${updated})`),
      },
      { sql: `ALTER TABLE ${place} ALTER "id" TYPE bigint`, id: id('type', '.id') },
      { sql: `ALTER TABLE ${place} ALTER "${made}" SET DEFAULT 'epoch'`, id: id('default', `.${made}`) },
    ];
    const ownTable = ofTable.filter(({ id: own }) => !own.startsWith('default:') && random() < 0.5);
    return [...ofColumns, ...ofIndexes, ...ofReferences, ...ownTable];
  });
}

/** Whatever Sequelize has called the enum. */
function addLabel(schema: string, table: string, column: string): string {
  return `DO $$ BEGIN EXECUTE (
    SELECT format('ALTER TYPE %I.%I ADD VALUE %L', n.nspname, e.typname, 'another')
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    JOIN pg_type e ON e.oid IN (t.oid, t.typelem) AND e.typtype = 'e' JOIN pg_namespace n ON n.oid = e.typnamespace
    WHERE attrelid = '"${schema}"."${table}"'::regclass AND attname = '${column}'); END $$`;
}
