/** `docs`: the schema as one page of HTML that asks for nothing, in a folder. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConsoleError, exitCodes } from '../errors.ts';
import { byteText } from '../output/byte-text.ts';
import { counted } from '../output/measures.ts';
import type { SiteContent } from '../output/site/site-content.ts';
import { clustersOf, graphPart, schemaGraph, tourOf } from '../session.ts';
import { codeExamples } from './code-examples.ts';
import type { Invocation } from './command.ts';
import { noteProblems } from './schema-problems.ts';
import { writeOutputFile } from './write-output-file.ts';

export async function writeDocs(invocation: Invocation): Promise<number> {
  const { options, notes, signal, versions } = invocation;
  const folder = options.text('output') ?? '';
  const { generatorMark, sitePage } = await import('../output/site/site-page.ts');
  await prepareFolder(folder, generatorMark, options.flag('force'));
  const session = await invocation.openSession();
  const schema = await session.schema({ signal });
  await noteProblems(schema, session, invocation);
  const { siteDiagrams } = await import('../output/site/site-diagrams.ts');
  const { siteNodes } = await import('../output/site/site-nodes.ts');
  const { readSiteAssets } = await import('../output/site/site-assets.ts');
  const graph = schemaGraph(schema);
  const tour = tourOf(schema, graph);
  const pictures = await siteDiagrams(graphPart(graph, { names: [] }), clustersOf(graph));
  const examples = new Map<string, Awaited<ReturnType<typeof codeExamples>>>();
  for (const { model } of schema.models) {
    signal.throwIfAborted();
    examples.set(model.name, await codeExamples(session, model));
  }
  const diagrams = new Map(
    pictures.flatMap(({ nodes }, place) => nodes.map((node) => [node, place] as const)),
  );
  const { models, otherTables, relations, rows } = tour.counts;
  const counts = [
    counted(models, 'model'),
    ...(otherTables === 0 ? [] : [counted(otherTables, 'other table')]),
    counted(relations, 'relation'),
    ...(rows === null ? [] : [`about ${counted(Math.round(rows), 'row')}`]),
  ];
  const content: SiteContent = {
    name: (await session.project()).name,
    madeBy: `seqscope ${versions.seqscope}`,
    counts: counts.join(', '),
    hubs: tour.hubs,
    groups: tour.chapters.map(({ title, stops }) => ({ title, nodes: stops.map(({ node }) => node) })),
    nodes: siteNodes({ schema, graph, tour, examples, diagrams }),
    diagrams: pictures.map(({ title }) => title),
  };
  const page = sitePage(content, pictures, await readSiteAssets());
  const file = join(folder, 'index.html');
  await writeOutputFile(file, page, true);
  await notes.write(`${file}: ${counts.join(', ')}; ${byteText(Buffer.byteLength(page))}\n`);
  return exitCodes.ok;
}

/** Made where it is missing. What somebody else put there stays: only a page of ours is replaced without being told to. */
async function prepareFolder(folder: string, mark: string, isForced: boolean): Promise<void> {
  const found = await readdir(folder).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') return null;
    throw unusable(folder, code === 'ENOTDIR' ? 'it is a file' : String(code));
  });
  if (found === null) {
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw unusable(folder, error instanceof Error ? error.message : String(error));
    });
    return;
  }
  if (found.length === 0 || isForced) return;
  const [only, ...others] = found;
  const isOurs =
    others.length === 0 &&
    only === 'index.html' &&
    (await readFile(join(folder, only), 'utf8')).includes(mark);
  if (isOurs) return;
  throw new ConsoleError(`The folder "${folder}" holds something else.`, {
    code: 'folder-not-empty',
    kind: 'usage',
    remedy:
      'Name an empty folder, or add "--force" to write its index.html all the same; nothing else in it is touched.',
  });
}

function unusable(folder: string, why: string): ConsoleError {
  return new ConsoleError(`The folder "${folder}" cannot be used: ${why}.`, {
    code: 'folder-unusable',
    kind: 'usage',
    remedy: 'Name a folder that may be written to.',
  });
}
