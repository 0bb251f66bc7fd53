/** A tour of a schema as a Markdown file: chapters with a small diagram each, a section a model, links between them. */
import type { SchemaGraph } from '../../schema/graph/graph.ts';
import type { SchemaTour, TourChapter, TourHint, TourRelation, TourStop } from '../../schema/graph/tour.ts';
import { counted } from '../measures.ts';
import { mermaidText } from './mermaid.ts';
import { relationsByVerb } from './relations-by-verb.ts';

/** More are not drawn: a diagram of everything explains nothing. */
const mostDrawn = 14;
/** Of one kind of relation so many are listed. */
const mostRelations = 20;

/** The same schema gives the same file. `name` is the project's. */
export function tourMarkdown(tour: SchemaTour, graph: SchemaGraph, name: string): string {
  const leads = chapterLeads(tour, graph);
  const chapters = tour.chapters.map((chapter, place) =>
    chapterText(chapter, graph, place + 1, leads[place] ?? ''),
  );
  return `${[`# A tour of ${plain(name)}`, introduction(tour), ...chapters].join('\n\n')}\n`;
}

function introduction({ counts, hubs, chapters }: SchemaTour): string {
  const parts = [
    counted(counts.models, 'model'),
    ...(counts.otherTables === 0 ? [] : [counted(counts.otherTables, 'other table')]),
    counted(counts.relations, 'relation'),
    ...(counts.rows === null ? [] : [`about ${counted(Math.round(counts.rows), 'row')}`]),
  ];
  const start =
    hubs.length === 0 ? '' : ` Most of it leans on ${listed(hubs.map((hub) => linkTo(hub)))}: begin there.`;
  const order = 'Chapters and models stand in reading order; numbers of rows are estimates.';
  const contents = chapters.map(({ title, stops }, place) => {
    return `${place + 1}. ${plain(title)}: ${stops.map(({ node }) => linkTo(node)).join(', ')}`;
  });
  return [`${listed(parts)}.${start} ${order}`, contents.join('\n')].join('\n\n');
}

function chapterText(chapter: TourChapter, graph: SchemaGraph, number: number, lead: string): string {
  const { title, stops, isUnrelated } = chapter;
  const drawn = new Set(stops.slice(0, mostDrawn).map(({ node }) => node));
  const part: SchemaGraph = {
    nodes: graph.nodes.filter(({ id }) => drawn.has(id)),
    edges: graph.edges.filter(
      ({ from, to, through }) => drawn.has(from.node) && drawn.has(to.node) && !drawn.has(through ?? ''),
    ),
  };
  const diagram =
    isUnrelated || part.edges.length === 0 ? [] : [`\`\`\`mermaid\n${mermaidText(part, 'none')}\`\`\``];
  return [`## ${number}. ${plain(title)}`, lead, ...diagram, ...stops.map(stopText)].join('\n\n');
}

/** What each chapter has to do with the others: by how many keys, the most first. */
function chapterLeads({ chapters }: SchemaTour, { edges }: SchemaGraph): readonly string[] {
  const places = new Map(
    chapters.flatMap(({ stops }, place) => stops.map(({ node }) => [node, place] as const)),
  );
  const headings = chapters.map(({ title }, place) => `${place + 1}. ${title}`);
  return chapters.map(({ stops, isUnrelated }, own) => {
    const number = counted(stops.length, 'table');
    if (isUnrelated) return `${number}, related to no other.`;
    const keys = new Map<number, number>();
    for (const { kind, from, to } of edges) {
      const [one, other] = [places.get(from.node), places.get(to.node)];
      if (kind !== 'key' || one === undefined || other === undefined || one === other) continue;
      if (one === own) keys.set(other, (keys.get(other) ?? 0) + 1);
      if (other === own) keys.set(one, (keys.get(one) ?? 0) + 1);
    }
    if (keys.size === 0) return `${number}, related to one another and to no other.`;
    const tied = [...keys]
      .sort(([one, many], [other, more]) => more - many || one - other)
      .map(([place, count]) => {
        const heading = headings[place] ?? '';
        return `[${plain(chapters[place]?.title ?? '')}](#${slug(heading)}) by ${counted(count, 'key')}`;
      });
    return `${number}, tied to ${listed(tied)}.`;
  });
}

function stopText({ node, summary, relations, hints }: TourStop): string {
  const related = relationLines(relations);
  const looked = hints.map(hintText);
  return [
    `### ${plain(node)}`,
    plain(summary),
    ...(related.length === 0 ? [] : [related.join('\n')]),
    ...(looked.length === 0 ? [] : [`Look at:\n\n${looked.join('\n')}`]),
  ].join('\n\n');
}

/** A line a verb. */
function relationLines(relations: readonly TourRelation[]): readonly string[] {
  return relationsByVerb(relations).map(({ verb, relations: own }) => {
    const more = own.length > mostRelations ? [`${own.length - mostRelations} more`] : [];
    return `- ${verb} ${listed([...own.slice(0, mostRelations).map(relatedText), ...more])}`;
  });
}

function relatedText({ node, association, columns, through }: TourRelation): string {
  const key = columns.length === 0 ? '' : ` by ${columns.map(code).join(', ')}`;
  const by = association === null ? key : ` as ${code(association)}`;
  return `${linkTo(node)}${by}${through === null ? '' : ` through ${linkTo(through)}`}`;
}

function hintText({ kind, name, text }: TourHint): string {
  const what = kind === 'scope' ? 'scope ' : '';
  const subject = name === null ? '' : `${what}${code(name)}`;
  const said = kind === 'scope' || kind === 'default-scope' ? scopeText(kind, text) : plain(text);
  return `- ${[subject, said].filter((part) => part !== '').join(': ')}`;
}

function scopeText(kind: TourHint['kind'], text: string): string {
  if (text === '') return '';
  const [, words = '', condition = text] = kind === 'default-scope' ? (/^(.*?: )(.*)$/.exec(text) ?? []) : [];
  return `${plain(words)}${code(condition)}`;
}

function linkTo(node: string): string {
  return `[${plain(node)}](#${slug(node)})`;
}

/** As GitHub makes anchors of headings: lower case, signs left out, spaces as dashes. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** In backticks, more of them than the text has in a row. */
function code(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 || line.trim() === '' ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** Text that means nothing to Markdown, in one line. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]#|~]/g, (sign, place: number, all: string) => {
      // Within a word an underscore is one.
      const isWithin = sign === '_' && /\w/.test(all[place - 1] ?? '') && /\w/.test(all[place + 1] ?? '');
      return isWithin ? sign : `\\${sign}`;
    });
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
