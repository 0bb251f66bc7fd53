/** Associations and foreign keys: where one is there without the other, or says another thing. */
import { isKeyAction } from '../../../journal/from-models/key-rules.ts';
import { type DoctorCheck, type DoctorFacts, manual, sequelizePage, type Symptom } from '../doctor-check.ts';
import type { AssociationLink, DeleteRule, ModelFacts } from '../facts/model-facts.ts';
import type { ForeignKeyFacts, TableFacts } from '../facts/table-facts.ts';
import type { CheckFix } from '../finding.ts';
import { freeName, modelFix, nameText, placeText, schemaFix } from '../mending.ts';
import { addForeignKey, createIndex, replaceDeleteRule } from '../schema-steps.ts';
import { findsBy, isOwnTable, modelNamed, rowsText, standings, tableOf } from '../places.ts';

export const associationWithoutForeignKey: DoctorCheck = {
  id: 'association-without-foreign-key',
  level: 'warning',
  title: 'association that no foreign key keeps',
  why: 'Only a foreign key keeps out rows that refer to nothing. Sequelize makes one by `sync`; a migration has to name it.',
  source: sequelizePage('Associations', 'core-concepts/assocs/'),
  needs: ['models', 'database'],
  check(facts) {
    return columnLinks(facts).flatMap((links): readonly Symptom[] => {
      const [link] = links;
      if (link === undefined) return [];
      const { owner, target } = link;
      const targets = new Set(links.map((one) => placeText(one.target)));
      // A key that means several tables is polymorphic; so is what says that it wants no constraint.
      if (targets.size > 1 || links.some(({ hasConstraint }) => !hasConstraint)) return [];
      if (owner.foreignKeys.some((key) => joins(key, link.column, target))) return [];
      const said = links.map(({ model, association }) => `${model}.${association}`);
      return [
        {
          key: `${placeText(owner)}.${link.column}`,
          place: {
            schema: owner.schema,
            table: owner.name,
            column: link.column,
            model: link.owningModel,
            attribute: link.attribute,
          },
          title: `No foreign key keeps "${nameText(owner)}.${link.column}" to rows of "${nameText(target)}".`,
          evidence: [
            `said by ${[...new Set(said)].join(', ')}`,
            ...(numbersItself(link)
              ? [`"${link.column}" numbers the rows itself: is another column meant?`]
              : []),
            rowsText(owner),
          ],
          fix: keyFix(facts, link),
        },
      ];
    });
  },
};

interface ColumnLink extends Omit<AssociationLink, 'owner' | 'target'> {
  readonly owningModel: string;
  readonly owner: TableFacts;
  readonly target: TableFacts;
}

/** What all associations say of one column, together. */
function columnLinks(facts: DoctorFacts): readonly (readonly ColumnLink[])[] {
  const byColumn = new Map<string, ColumnLink[]>();
  for (const link of facts.models.flatMap(({ links }) => links)) {
    const owner = standing(facts, link.owner);
    const target = standing(facts, link.target);
    if (owner === null || target === null) continue;
    if (!owner.columns.some(({ name }) => name === link.column)) continue;
    const key = JSON.stringify([owner.schema, owner.name, link.column]);
    byColumn.set(key, [...(byColumn.get(key) ?? []), { ...link, owningModel: link.owner, owner, target }]);
  }
  return [...byColumn.values()];
}

function standing(facts: DoctorFacts, name: string): TableFacts | null {
  const model = modelNamed(facts, name);
  const table = model === null ? null : tableOf(facts, model);
  return table !== null && isOwnTable(table) ? table : null;
}

function joins(key: ForeignKeyFacts, column: string, target: TableFacts): boolean {
  return (
    key.columns.includes(column) &&
    key.referencedSchema === target.schema &&
    key.referencedTable === target.name
  );
}

/** A primary key that draws its own values refers to nothing: the association names the wrong column. */
function numbersItself({ owner, column }: ColumnLink): boolean {
  const isDrawn = owner.columns.some(({ name, isFilled }) => name === column && isFilled);
  return isDrawn && owner.indexes.some(({ isPrimary, columns }) => isPrimary && columns.join() === column);
}

/** Null where PostgreSQL would refuse it: types that cannot be compared, or a target that is not unique. */
function keyFix(facts: DoctorFacts, link: ColumnLink): CheckFix | null {
  const { owner, owningModel, attribute, column, target, targetColumn } = link;
  if (numbersItself(link)) return null;
  const type = owner.columns.find(({ name }) => name === column)?.bareType;
  const other = target.columns.find(({ name }) => name === targetColumn)?.bareType;
  const isUnique = target.indexes.some(
    ({ isUnique: unique, predicate, columns }) =>
      unique && predicate === null && columns.join() === targetColumn,
  );
  if (type === undefined || type !== other || !isUnique) return null;
  const rule = modelNamed(facts, owningModel)?.deleteRules.find(
    (candidate) => candidate.attribute === attribute,
  );
  const name = freeName(facts, owner, [column, 'fkey']);
  // Without an index the key would be the next finding.
  const isFound = owner.indexes.some((index) => findsBy(index, [column]));
  const index = { name: freeName(facts, owner, [column]), columns: [column] };
  return schemaFix(
    'Add the key for new rows, then prove the old ones; rows that refer to nothing are named by the error.',
    ...(isFound ? [] : [createIndex(owner, index)]),
    ...addForeignKey(owner, name, {
      columns: [column],
      referencedSchema: target.schema,
      referencedTable: target.name,
      referencedColumns: [targetColumn],
      onDelete: rule !== undefined && isKeyAction(rule.onDelete) ? rule.onDelete : 'NO ACTION',
      onUpdate: rule === undefined ? 'NO ACTION' : 'CASCADE',
    }),
  );
}

export const foreignKeyWithoutAssociation: DoctorCheck = {
  id: 'foreign-key-without-association',
  level: 'info',
  title: 'foreign key that no association follows',
  why: 'Both tables have models, but the rows can only be joined by hand.',
  source: sequelizePage('Associations', 'core-concepts/assocs/'),
  needs: ['models', 'database'],
  needsAllModels: true,
  check(facts) {
    const all = standings(facts);
    return all.flatMap(({ model, table }, at) => {
      if (all.findIndex((other) => other.table === table) !== at) return [];
      return table.foreignKeys.flatMap((key): readonly Symptom[] => {
        const target = all.find(
          (other) => other.table.schema === key.referencedSchema && other.table.name === key.referencedTable,
        );
        const [column] = key.columns;
        // Sequelize joins by one column (docs, "Associations", foreign keys).
        if (target === undefined || column === undefined || key.columns.length > 1) return [];
        const isFollowed = facts.models.some(({ links }) =>
          links.some((link) => link.column === column && standing(facts, link.owner) === table),
        );
        const attribute = model.attributes.find((candidate) => candidate.column === column);
        if (isFollowed || attribute === undefined) return [];
        const alias = aliasFor(attribute.name, target.model, model);
        return [
          {
            key: `${placeText(table)}.${key.name}`,
            place: {
              schema: table.schema,
              table: table.name,
              column,
              model: model.name,
              attribute: attribute.name,
            },
            title: `No association of ${model.name} follows "${attribute.name}" to ${target.model.name}.`,
            evidence: [`${key.name}: ${key.definition}`],
            fix: modelFix(
              'Associate the two models.',
              `${model.name}.belongsTo(${target.model.name}, { as: '${alias}', foreignKey: '${attribute.name}' });`,
            ),
          },
        ];
      });
    });
  },
};

/** `authorId` and `idAuthor` → `author`; the model's own name where that says nothing. */
function aliasFor(attribute: string, target: ModelFacts, { attributes, associations }: ModelFacts): string {
  const taken = [...attributes, ...associations].map(({ name }) => name);
  const bare = attribute.replace(/(?:_id|Id|ID)$/, '').replace(/^(?:id|fk)_?(?=[A-Z]|(?<=_))/, '');
  const short = `${bare.charAt(0).toLowerCase()}${bare.slice(1)}`;
  const own = `${target.name.charAt(0).toLowerCase()}${target.name.slice(1)}`;
  return (
    [short, own, `${short}${target.name}`].find((name) => name !== '' && !taken.includes(name)) ?? `${own}Of`
  );
}

export const onDeleteMismatch: DoctorCheck = {
  id: 'on-delete-mismatch',
  level: 'warning',
  title: 'delete rule that is not what the database does',
  why: 'The database decides what a delete does. What the model says holds only where `sync` made the key.',
  source: manual('5.5.5. Foreign Keys', 'ddl-constraints.html#DDL-CONSTRAINTS-FK'),
  needs: ['models', 'database'],
  check(facts) {
    return standings(facts).flatMap(({ model, table }) =>
      model.deleteRules.flatMap((rule): readonly Symptom[] => {
        const { attribute, column, onDelete, isSaid, saidBy } = rule;
        const key = table.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0] === column);
        if (!isSaid || key === undefined || sameRule(key.onDelete) === sameRule(onDelete)) return [];
        return [
          {
            key: `${placeText(table)}.${key.name}`,
            place: { schema: table.schema, table: table.name, column, model: model.name, attribute },
            title: `${model.name}.${attribute} says ON DELETE ${onDelete}, but "${key.name}" does ${key.onDelete}.`,
            evidence: [
              ...(saidBy === null ? [] : [`said by ${saidBy}`]),
              `${key.name}: ${key.definition}`,
              rowsText(table),
            ],
            fix: ruleFix(table, key, rule),
          },
        ];
      }),
    );
  },
};

function ruleFix(table: TableFacts, key: ForeignKeyFacts, { onDelete }: DeleteRule): CheckFix {
  if (!isKeyAction(onDelete))
    return modelFix(
      `Say what the database does; there is no ON DELETE ${onDelete}.`,
      `onDelete: '${key.onDelete}'`,
    );
  return schemaFix(
    "Replace the key's rule by the model's, or correct the model.",
    ...replaceDeleteRule(table, key, onDelete),
  );
}

/** They differ only for constraints that are checked later (manual, CREATE TABLE). */
function sameRule(rule: string): string {
  return rule === 'RESTRICT' ? 'NO ACTION' : rule;
}
