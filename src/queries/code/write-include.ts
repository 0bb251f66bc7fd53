/** Includes of finder options as code: associations by their names, and of what Sequelize adds to them nothing. */
import type { Model, ModelStatic } from 'sequelize';
import { isRecord } from '../../project/modules/module-values.ts';
import type { Code } from './code-layout.ts';
import { stringText } from './literal-text.ts';
import { whereCode } from './write-where.ts';
import { isAssociation, objectCode, type ValueWriter } from './write-value.ts';

/** What Model._conformIncludes() fills in, and what stands in their place here. */
const conformed: ReadonlySet<string> = new Set(['model', 'as', 'association']);

export function includesCode(includes: unknown, model: ModelStatic<Model>, writer: ValueWriter): Code {
  const items: readonly unknown[] = Array.isArray(includes) ? includes : [includes];
  return {
    before: '',
    bracket: '[',
    items: items.map((include) => ({ prefix: '', code: includeCode(include, model, writer) })),
  };
}

function includeCode(include: unknown, model: ModelStatic<Model>, writer: ValueWriter): Code {
  if (isAssociation(include)) return stringText(include.as);
  if (!isRecord(include)) return writer.write(include);
  const { association } = include;
  const named = isAssociation(association)
    ? association
    : typeof association === 'string'
      ? model.associations[association]
      : undefined;
  const target = named?.target ?? model;
  const rest = Object.entries(include).filter(
    ([key, value]) =>
      value !== undefined && !(named !== undefined && conformed.has(key)) && !key.startsWith('_'),
  );
  if (named !== undefined && rest.length === 0) return stringText(named.as);
  const head = named === undefined ? [] : [['association', stringText(named.as)] as const];
  return objectCode([
    ...head,
    ...rest.map(([key, value]) => {
      if (key === 'include') return [key, includesCode(value, target, writer)] as const;
      if (key === 'where') return [key, whereCode(value, target, writer)] as const;
      return [key, writer.write(value)] as const;
    }),
  ]);
}
