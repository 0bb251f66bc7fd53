/** `tour`: what a newcomer reads of the schema, as Markdown. */
import { exitCodes } from '../errors.ts';
import { tourMarkdown } from '../output/diagrams/tour-markdown.ts';
import { counted } from '../output/measures.ts';
import { schemaGraph, tourOf } from '../session.ts';
import type { Invocation } from './command.ts';
import { writeData, writeJson } from './rows-output.ts';
import { noteProblems } from './schema-problems.ts';
import { writeOutputFile } from './write-output-file.ts';

export async function writeTour(invocation: Invocation): Promise<number> {
  const { options, notes, out, signal } = invocation;
  const session = await invocation.openSession();
  const schema = await session.schema({ signal });
  const graph = schemaGraph(schema);
  const tour = tourOf(schema, graph);
  await noteProblems(schema, session, invocation);
  const file = options.text('output');
  if (options.flag('json')) {
    await writeJson(tour, invocation);
    return exitCodes.ok;
  }
  const text = tourMarkdown(tour, graph, (await session.project()).name);
  if (file === null || file === '-') {
    await writeData(text, out);
  } else {
    await writeOutputFile(file, text, options.flag('force'));
    await notes.write(`${file}: ${counted(tour.chapters.length, 'chapter')}\n`);
  }
  return exitCodes.ok;
}
