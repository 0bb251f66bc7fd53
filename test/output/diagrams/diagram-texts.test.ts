/** Diagrams as texts, read by the parsers they are written for: Graphviz, DBML's own, and for Mermaid its grammar's words. */
import { Compiler, Filepath, MemoryProjectLayout } from '@dbml/parse';
import { instance } from '@viz-js/viz';
import { describe, expect, test } from 'vitest';
import { dbmlText } from '../../../src/output/diagrams/dbml.ts';
import { dotText } from '../../../src/output/diagrams/dot.ts';
import { mermaidText } from '../../../src/output/diagrams/mermaid.ts';
import type { SchemaGraph } from '../../../src/schema/graph/graph.ts';
import { graphOfKeys } from '../../schema/graph/graph-of-keys.ts';
import { hostileGraph, hostileNames } from './hostile-graph.ts';

const shownKinds = ['all', 'keys', 'none'] as const;

/** With both ends at most one, and a key that no constraint says. */
function smallGraph(): SchemaGraph {
  const graph = graphOfKeys(['Post>User', 'Profile>User']);
  return {
    nodes: graph.nodes,
    edges: graph.edges.map((edge) =>
      edge.from.node === 'Post'
        ? edge
        : {
            ...edge,
            foreignKey: null,
            from: { ...edge.from, cardinality: { least: 0, most: 1 } },
            to: { ...edge.to, cardinality: { least: 0, most: 1 } },
          },
    ),
  };
}

describe('Mermaid', () => {
  test('a relation has the ends that the constraints allow, dotted without a foreign key', () => {
    expect(mermaidText(smallGraph(), 'none')).toBe(
      [
        'erDiagram',
        '  "Post"',
        '  "Profile"',
        '  "User"',
        '  "User" ||--o{ "Post" : "user / posts"',
        '  "User" |o..o| "Profile" : "user / profiles"',
        '',
      ].join('\n'),
    );
  });

  // The words of erDiagram.jison, which has no parser of its own to install.
  test('hostile names stay within the words of its grammar, and no two tables become one', () => {
    const lines = mermaidText(hostileGraph, 'all').trimEnd().split('\n');
    const name = '"[^"%\\r\\n\\v\\\\<>;#~]+"';
    const word = '(?![pfu]k(?!\\w))[A-Za-z_\\u00c0-\\uffff][A-Za-z0-9\\-_[\\]()\\u00c0-\\uffff]*';
    const grammar = [
      /^erDiagram$/,
      new RegExp(`^ {2}${name} \\{$`),
      new RegExp(`^ {4}${word} ${word}(?: (?:PK|FK|UK)(?:, (?:FK|UK))*)?(?: "[^"~]*")?$`, 'i'),
      /^ {2}\}$/,
      new RegExp(`^ {2}${name} (?:\\|\\||[|}]o)(?:--|\\.\\.)o[|{] ${name} : ${name}$`),
    ];
    expect(lines.filter((line) => !grammar.some((rule) => rule.test(line)))).toEqual([]);
    const tables = lines.filter((line) => line.endsWith(' {'));
    expect(new Set(tables.map((line) => line.toLowerCase())).size).toBe(hostileNames.length - 1);
    expect(new Set(tables).size).toBe(hostileNames.length);
    expect(lines.filter((line) => /direction\s+(?:TB|LR)/i.test(line))).toEqual([]);
  });
});

describe('DBML', () => {
  test.each(shownKinds)('its own parser reads hostile names as they are, with %s columns', (shown) => {
    const file = Filepath.from('/schema.dbml');
    const files = new MemoryProjectLayout({ '/schema.dbml': dbmlText(hostileGraph, shown) });
    const report = new Compiler(files).interpretFile(file);
    expect(report.getErrors().map(({ message }) => message)).toEqual([]);
    const database = report.getValue();
    const flat = (text: string): string => text.replace(/[\n\u2028]/g, ' ');
    expect(database?.tables.map(({ name }) => name)).toEqual(hostileNames.map(flat));
    expect(database?.refs).toHaveLength(hostileNames.length);
    const enums = database?.enums ?? [];
    if (shown === 'all')
      expect(new Set(enums.map(({ name }) => name))).toEqual(new Set(hostileNames.map(flat)));
    for (const { values } of enums) expect(values.map(({ name }) => name)).toEqual(hostileNames.map(flat));
  });
});

describe('DOT', () => {
  test.each(shownKinds)('Graphviz reads hostile names, with %s columns', async (shown) => {
    const viz = await instance();
    const { status, output, errors } = viz.render(dotText(hostileGraph, shown), { format: 'json' });
    const isOfFonts = ({ message }: { message: string }): boolean => message.includes('no value for width');
    expect({ status, errors: errors.filter((error) => !isOfFonts(error)) }).toEqual({
      status: 'success',
      errors: [],
    });
    // The shape of Graphviz' json format, as far as it is read here.
    const { objects, edges } = JSON.parse(output ?? '') as { objects: unknown[]; edges: unknown[] };
    expect(objects).toHaveLength(hostileNames.length);
    expect(edges).toHaveLength(hostileNames.length);
  });
});
