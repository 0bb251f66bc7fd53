/** What a model and its table are as a whole. */
import { byteText } from '../../../../output/byte-text.ts';
import { counted } from '../../../../output/measures.ts';
import { groupedDigits } from '../../../../output/grouped-digits.ts';
import type { ModelDetails } from '../../../../schema/model-details.ts';
import type { TableDescription } from '../../../../schema/description.ts';
import type { Beside } from '../beside.ts';
import type { Subject } from '../page-model.ts';
import { cell, factRow, type PageRow, type PageSection } from '../page-row.ts';

export function aboutSection(
  { node, model, table, schema }: Subject,
  { origin, scopes }: Beside,
): PageSection {
  const rows: PageRow[] = [];
  const say = (label: string, text: string, tone: 'plain' | 'warning' = 'plain'): void => {
    if (text !== '') rows.push(factRow(`about:${label}`, [cell(label, 'muted'), cell(text, tone)], [text]));
  };
  say('comment', table?.comment ?? model?.model.comment ?? '');
  say('table', tableText(node.schema, node.table, table));
  if (table === null) {
    const reason = schema.tableProblem?.message ?? 'The database has no such table.';
    say('database', reason, 'warning');
  } else {
    say(
      'rows',
      table.rowEstimate === null ? 'not estimated yet' : `~${groupedDigits(table.rowEstimate)} est.`,
    );
    say('size', sizeText(table));
    say('partitioned by', table.partitionKey ?? '');
    say(
      'partition of',
      table.partitionOf === null ? '' : `${table.partitionOf.name} ${table.partitionOf.bound}`,
    );
    say('view', table.viewDefinition ?? '');
    say('analysed', table.activity?.lastAnalyze?.slice(0, 16).replace('T', ' ') ?? '');
    const others = table.models.filter((name) => name !== node.model);
    say('other models', others.join(', '));
  }
  if (model !== null) {
    say('default scope', model.model.defaultScope ?? '');
    say('soft deletion', deletionText(model.model, scopes?.softDeleted ?? null));
    say('timestamps', timesText(model.model));
    say('version', model.model.settings.version ?? '');
  }
  say('made by', origin?.made?.migration ?? '');
  return { id: 'about', title: node.id, rows };
}

function tableText(schema: string | null, name: string, table: TableDescription | null): string {
  const place = schema === null || schema === 'public' ? name : `${schema}.${name}`;
  const kind = table === null || table.kind === 'table' ? '' : ` (${table.kind.replace('-', ' ')})`;
  const persistence = table?.persistence === 'unlogged' ? ' (unlogged)' : '';
  return `${place}${kind}${persistence}`;
}

function sizeText({ byteLength, sizes, indexes }: TableDescription): string {
  if (sizes === null) return byteLength === 0 ? '' : byteText(byteLength);
  const parts = [
    `table ${byteText(sizes.table)}`,
    `${counted(indexes.length, 'index').replace('indexs', 'indexes')} ${byteText(sizes.indexes)}`,
    ...(sizes.toast > 8192 ? [`TOAST ${byteText(sizes.toast)}`] : []),
  ];
  return `${byteText(byteLength)}: ${parts.join(', ')}`;
}

function deletionText({ settings }: ModelDetails, sql: string | null): string {
  if (!settings.isParanoid) return '';
  return sql === null || sql === '' ? `by ${settings.deletedAt ?? 'deletedAt'}` : sql;
}

function timesText({ settings: { createdAt, updatedAt } }: ModelDetails): string {
  return [createdAt, updatedAt].filter((name) => name !== null).join(', ');
}
