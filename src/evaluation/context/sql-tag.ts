/** `` sql`select … where id = ${id}` ``: runs a statement whose values are bound, never written into it. */
import type { Sequelize } from 'sequelize';

export type SqlTag = (texts: TemplateStringsArray, ...values: readonly unknown[]) => Promise<unknown>;

/** Resolves to the rows, or for a statement without rows to what pg tells of it. */
export function sqlTag(sequelize: Sequelize): SqlTag {
  return async (texts, ...values) => {
    const bind = [...values];
    // Without values the text goes as it stands, and may hold several statements.
    const text = bind.length === 0 ? texts.join('') : boundText(texts);
    const [rows, metadata]: readonly unknown[] = await sequelize.query(
      text,
      bind.length === 0 ? {} : { bind },
    );
    if (Array.isArray(rows) && rows.length > 0) return rows as readonly unknown[];
    const hasFields =
      typeof metadata === 'object' &&
      metadata !== null &&
      'fields' in metadata &&
      Array.isArray(metadata.fields);
    if (hasFields && (metadata.fields as readonly unknown[]).length > 0) return rows;
    return told(metadata);
  };
}

function boundText(texts: readonly string[]): string {
  // lib/dialects/abstract/query.js, formatBindParameters: a dollar that begins no parameter is written twice.
  return texts
    .map((text) => text.replace(/\B\$/g, '$$$$'))
    .map((text, index) => (index === 0 ? text : `$${String(index)}${text}`))
    .join('');
}

function told(metadata: unknown): unknown {
  if (typeof metadata !== 'object' || metadata === null || !('command' in metadata)) return metadata;
  const { command } = metadata;
  return { command, rowCount: 'rowCount' in metadata ? metadata.rowCount : null };
}
