/** Associations with their keys and delete rules, and foreign keys of others that no association knows of. */
import type { AssociationRule } from '../../../../schema/description.ts';
import type { AssociationDetails } from '../../../../schema/model-details.ts';
import { nodeOfTable, type Subject } from '../page-model.ts';
import { cell, told, type PageDetail, type PageRow, type PageSection } from '../page-row.ts';

/** How many rows stand at each end, as crow's feet would draw it. */
const feet: Readonly<Record<AssociationDetails['type'], string>> = {
  belongsTo: '>─┼',
  hasOne: '┼─┼',
  hasMany: '┼─<',
  belongsToMany: '>─<',
};

export function associationsSection({ model }: Subject): PageSection {
  const rules = new Map(model?.associationRules.map((rule) => [rule.association, rule]));
  const rows = (model?.model.associations ?? []).map((one): PageRow => {
    const rule = rules.get(one.name) ?? null;
    return {
      id: `association:${one.name}`,
      cells: [
        cell(one.name, 'strong'),
        cell(feet[one.type], 'muted'),
        cell(one.target),
        cell(keysText(one, `${one.target}.`), 'muted', keysText(one, '')),
        ruleCell(one, rule),
      ],
      target: one.target,
      details: [
        told('association', `${one.type} ${one.target} as ${one.name}`),
        told('keys', keysText(one, `${one.target}.`)),
        ...ruleDetails(one, rule),
        ...scopeDetails(one),
      ],
      field: null,
    };
  });
  return { id: 'associations', title: 'Associations', rows };
}

/** `of` stands before the key of the other end. */
function keysText(
  { type, foreignKey, sourceKey, targetKey, through, otherKey }: AssociationDetails,
  of: string,
): string {
  if (type === 'belongsToMany') return `through ${through ?? '?'} (${foreignKey}, ${otherKey ?? '?'})`;
  return type === 'belongsTo' ? `${foreignKey} → ${of}${targetKey}` : `${sourceKey} ← ${of}${foreignKey}`;
}

function ruleCell({ wantsConstraint }: AssociationDetails, rule: AssociationRule | null) {
  const constraints = rule?.constraints ?? null;
  if (constraints === null) return cell('', 'muted');
  if (constraints.length === 0) return cell('no foreign key', wantsConstraint ? 'warning' : 'muted');
  const deletes = [...new Set(constraints.map(({ onDelete }) => onDelete.toLowerCase()))];
  return cell(`on delete ${deletes.join(' / ')}`, 'muted');
}

function ruleDetails(
  { onDelete, wantsConstraint }: AssociationDetails,
  rule: AssociationRule | null,
): readonly PageDetail[] {
  const asked = onDelete === null ? 'nothing' : `on delete ${onDelete.toLowerCase()}`;
  const model = told('model', wantsConstraint ? `asks for ${asked}` : 'wants no constraint');
  if (rule?.constraints === undefined || rule.constraints === null) return [model];
  const kept = rule.constraints.map(
    (one) => `${one.name}: on delete ${one.onDelete.toLowerCase()}, on update ${one.onUpdate.toLowerCase()}`,
  );
  const keys = `${rule.holder.table} (${rule.holder.columns.join(', ')})`;
  return [
    model,
    told('database', kept.length === 0 ? 'has no foreign key for it' : kept.join(' · ')),
    told('index', rule.index ?? `none begins with ${keys}`),
  ];
}

function scopeDetails({ scope }: AssociationDetails): readonly PageDetail[] {
  return scope === undefined ? [] : [told('only where', JSON.stringify(scope))];
}

/** Foreign keys of other tables, whether a model knows of them or not. */
export function referencesSection(subject: Subject): PageSection {
  const keys = subject.table?.referencedBy ?? [];
  const rows = keys.map((key): PageRow => {
    const place = key.schema === 'public' ? key.table : `${key.schema}.${key.table}`;
    const columns = key.columns.join(', ');
    return {
      id: `reference:${key.schema}.${key.table}.${key.name}`,
      cells: [
        cell(place, 'strong'),
        cell(`${columns} → ${key.referencedColumns.join(', ')}`, 'muted'),
        cell(`on delete ${key.onDelete.toLowerCase()}`, 'muted'),
      ],
      target: nodeOfTable(subject, key.schema, key.table),
      details: [
        told('foreign key', key.name),
        told('keys', `${place} (${columns}) → ${key.referencedColumns.join(', ')}`),
        told('rules', `on delete ${key.onDelete.toLowerCase()}, on update ${key.onUpdate.toLowerCase()}`),
      ],
      field: null,
    };
  });
  return { id: 'references', title: 'Referred to by', rows };
}
