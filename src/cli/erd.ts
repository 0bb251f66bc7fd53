/** `erd`: the schema, or part of it, as a diagram. */
import { extname } from 'node:path';
import { exitCodes } from '../errors.ts';
import type { ShownColumns } from '../output/diagrams/diagram-columns.ts';
import { counted } from '../output/measures.ts';
import type { SchemaGraph } from '../schema/graph/graph.ts';
import { graphPart, refuseUndrawn, schemaGraph } from '../session.ts';
import type { Invocation, OptionValues } from './command.ts';
import { writeData } from './rows-output.ts';
import { noteProblems } from './schema-problems.ts';
import { writeOutputFile } from './write-output-file.ts';

type ErdFormat = 'mermaid' | 'dbml' | 'dot' | 'svg';

const formatsByEnding: Readonly<Record<string, ErdFormat>> = {
  '.mmd': 'mermaid',
  '.mermaid': 'mermaid',
  '.dbml': 'dbml',
  '.dot': 'dot',
  '.gv': 'dot',
  '.svg': 'svg',
};

export async function drawErd(invocation: Invocation): Promise<number> {
  const { options, notes, out, signal } = invocation;
  const session = await invocation.openSession();
  const schema = await session.schema({ signal });
  const around = options.text('around');
  const depth = options.integer('depth') ?? 1;
  const graph = schemaGraph(schema);
  const names = invocation.arguments;
  refuseUndrawn([...names, ...(around === null ? [] : [around])], schema, graph);
  const part = graphPart(graph, { names, around, depth });
  await noteProblems(schema, session, invocation);
  const file = options.text('output');
  const text = await diagramText(part, chosenFormat(options), chosenColumns(options));
  if (file === null || file === '-') {
    await writeData(text, out);
  } else {
    await writeOutputFile(file, text, options.flag('force'));
    const drawn = [counted(part.nodes.length, 'table'), counted(part.edges.length, 'relation')];
    await notes.write(`${file}: ${drawn.join(', ')}\n`);
  }
  return exitCodes.ok;
}

/** By the file's ending where none is named. */
function chosenFormat(options: OptionValues): ErdFormat {
  const format = options.text('format');
  if (format === 'mermaid' || format === 'dbml' || format === 'dot' || format === 'svg') return format;
  return formatsByEnding[extname(options.text('output') ?? '').toLowerCase()] ?? 'mermaid';
}

function chosenColumns(options: OptionValues): ShownColumns | null {
  const columns = options.text('columns');
  return columns === 'all' || columns === 'keys' || columns === 'none' ? columns : null;
}

async function diagramText(
  part: SchemaGraph,
  format: ErdFormat,
  asked: ShownColumns | null,
): Promise<string> {
  const { columnsFor } = await import('../output/diagrams/diagram-columns.ts');
  const shown = columnsFor(part, asked);
  switch (format) {
    case 'mermaid':
      return (await import('../output/diagrams/mermaid.ts')).mermaidText(part, shown);
    case 'dbml':
      return (await import('../output/diagrams/dbml.ts')).dbmlText(part, asked ?? 'all');
    case 'dot':
      return (await import('../output/diagrams/dot.ts')).dotText(part, shown);
    case 'svg': {
      const { layOutDiagram } = await import('../output/diagrams/diagram-layout.ts');
      const { diagramSvg } = await import('../output/diagrams/svg.ts');
      const title = `Entity relationship diagram of ${counted(part.nodes.length, 'table')}`;
      return `${diagramSvg(await layOutDiagram(part, shown), { title, linkOf: null, isAlone: true, hasFeet: true })}\n`;
    }
  }
}
