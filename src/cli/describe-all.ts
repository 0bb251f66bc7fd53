/** `describe` without a name: a line a model, then the tables that no model stands before; or everything there is as one JSON object. */
import { exitCodes } from '../errors.ts';
import { byteText } from '../output/byte-text.ts';
import { groupedDigits } from '../output/grouped-digits.ts';
import type { ModelDescription, TableDescription } from '../schema/description.ts';
import type { Session } from '../session.ts';
import type { Invocation } from './command.ts';
import { writeJson, writeListing } from './rows-output.ts';
import { noteProblems } from './schema-problems.ts';

export async function describeAll(session: Session, invocation: Invocation): Promise<number> {
  const { out, options, signal } = invocation;
  const schema = await session.schema({ signal });
  const { models, tables, journals, modelProblem, tableProblem } = schema;
  if (options.flag('json')) {
    // Tables stand once, by their names where models have them.
    const named = models.map(({ table, model, ...joined }) => ({
      ...model,
      ...joined,
      database: table === null ? null : { schema: table.schema, name: table.name },
    }));
    await writeJson({ models: named, tables, journals, modelProblem, tableProblem }, invocation);
  } else {
    const isAsked = tableProblem === null;
    const rows = models.map((description) => modelRow(description, isAsked));
    if (rows.length > 0)
      await writeListing(['model', 'table', 'rows', 'size', 'associations', 'differences'], rows, invocation);
    const others = tables.filter(({ model }) => model === null);
    if (others.length > 0) {
      await out.write(`${rows.length === 0 ? '' : '\n'}Tables without a model\n`);
      await writeListing(['table', 'kind', 'rows', 'size'], others.map(tableRow), invocation);
    }
  }
  await noteProblems(schema, session, invocation);
  return exitCodes.ok;
}

function modelRow(description: ModelDescription, isAsked: boolean): readonly (string | null)[] {
  const { model, table } = description;
  const schema = table?.schema ?? model.schema;
  return [
    model.name,
    schema === null || schema === 'public' ? model.table : `${schema}.${model.table}`,
    rowsText(table),
    table === null ? null : byteText(table.byteLength),
    String(model.associations.length),
    isAsked ? differencesText(description) : null,
  ];
}

/** The fields that model and table do not agree on; more than three are counted. */
function differencesText({ table, fields }: ModelDescription): string | null {
  if (table === null) return 'no such table';
  const names = fields
    .filter(({ attribute, isInTable, differences }) => {
      return isInTable === false || differences.length > 0 || attribute === null;
    })
    .map(({ attribute, column }) => attribute ?? column ?? '');
  if (names.length === 0) return null;
  return names.length > 3 ? `${String(names.length)} fields` : names.join(', ');
}

function tableRow(table: TableDescription): readonly (string | null)[] {
  const { schema, name, kind } = table;
  const place = schema === 'public' ? name : `${schema}.${name}`;
  return [
    place,
    kind.replace('-', ' '),
    rowsText(table),
    kind === 'view' ? null : byteText(table.byteLength),
  ];
}

/** The planner's number. */
function rowsText(table: TableDescription | null): string | null {
  return table?.rowEstimate == null ? null : `~${groupedDigits(Math.round(table.rowEstimate))}`;
}
