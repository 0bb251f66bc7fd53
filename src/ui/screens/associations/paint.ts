/** Paints the associations screen: alias and target on one line, the keys that tie them on the next. */
import type { AssociationSummary, ModelSummary } from '../../../schema/description.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { filledLines } from '../../paint/line.ts';
import { modelNamed } from '../../state.ts';
import { theme } from '../../theme.ts';
import { linesPerAssociation } from './lines.ts';
import type { AssociationsScreen } from './state.ts';
import { shownModel } from './update.ts';

/** How many rows stand at each end, as crow's feet would draw it. */
const feet: Readonly<Record<AssociationSummary['type'], string>> = {
  belongsTo: '>── 1',
  hasOne: '1 ── 1',
  hasMany: '1 ──<',
  belongsToMany: '>──<',
};

export function paintAssociations(canvas: Canvas, screen: AssociationsScreen): readonly string[] {
  const model = shownModel(canvas.state, screen);
  if (model === null) return filledLines([], canvas.width, canvas.height);
  const lines = [
    lineOn(canvas).skip(1).add(model.name, theme.heading).toString(),
    lineOn(canvas).skip(1).fill(tableText(model), theme.muted).toString(),
    lineOn(canvas).toString(),
  ];
  if (model.associations.length === 0) {
    lines.push(lineOn(canvas).skip(1).fill('No associations.', theme.muted).toString());
  }
  const shown = Math.max(1, Math.floor((canvas.height - lines.length) / linesPerAssociation));
  model.associations.slice(screen.top, screen.top + shown).forEach((association, index) => {
    const isUnderCursor = screen.top + index === screen.cursor;
    const hasKeys = isUnderCursor && canvas.state.focus === 'main';
    lines.push(
      lineOn(canvas)
        .cell(isUnderCursor ? '›' : '', 2, theme.mark)
        .add(association.name, hasKeys ? theme.selected : theme.strong)
        .add(`  ${feet[association.type]}  `, theme.muted)
        .add(association.target, theme.strong)
        .add(`  ${association.type}`, theme.muted)
        .toString(),
      lineOn(canvas)
        .skip(4)
        .fill(keysText(canvas, model, association), theme.muted)
        .toString(),
      lineOn(canvas).toString(),
    );
  });
  return filledLines(lines, canvas.width, canvas.height);
}

function tableText(model: ModelSummary): string {
  return `table ${model.schema === null ? '' : `${model.schema}.`}${model.table}`;
}

function keysText(canvas: Canvas, model: ModelSummary, association: AssociationSummary): string {
  const { type, target, foreignKey, sourceKey, targetKey, through, otherKey } = association;
  if (type === 'belongsToMany') {
    return `through ${through ?? '?'}: ${foreignKey} = ${model.name}.${sourceKey}, ${otherKey ?? '?'} = ${target}.${targetKey}`;
  }
  const back = inverseOf(canvas, model, association);
  const keys =
    type === 'belongsTo'
      ? `${model.name}.${foreignKey} = ${target}.${targetKey}`
      : `${target}.${foreignKey} = ${model.name}.${sourceKey}`;
  return back === null ? keys : `${keys}   back by "${back}"`;
}

/** The alias by which the target leads back over the same key; null without one. */
function inverseOf(canvas: Canvas, model: ModelSummary, association: AssociationSummary): string | null {
  const target = modelNamed(canvas.state, association.target);
  const inverse = target?.associations.find(
    (candidate) =>
      candidate.target === model.name &&
      candidate.foreignKey === association.foreignKey &&
      candidate.type !== association.type,
  );
  return inverse?.name ?? null;
}
