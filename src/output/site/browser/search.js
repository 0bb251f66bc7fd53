/** What is searched: every name, comment, enum value, association and scope; those that begin with the text come first. */
import { content } from './content.js';
import { element, linkTo } from './element.js';

const mostShown = 100;

/** Made on the first search. */
let entries = null;

function allEntries() {
  entries ??= content.nodes.flatMap((node) => {
    const { id } = node;
    const own = [
      { kind: node.isModel ? 'model' : 'table', id, text: id, weight: 0 },
      ...(node.isModel ? [{ kind: 'table', id, text: node.table, weight: 1 }] : []),
      ...(node.comment === null ? [] : [{ kind: 'comment', id, text: node.comment, weight: 4 }]),
      ...node.relations.flatMap(({ name }) =>
        name === null ? [] : [{ kind: 'association', id, text: name, weight: 2 }],
      ),
      ...node.scopes.map(({ call }) => ({ kind: 'scope', id, text: call, weight: 2 })),
    ];
    const columns = node.columns.flatMap(({ attribute, column, comment, values }) => {
      const names = [...new Set([attribute, column])].filter((name) => name !== null);
      const where = names[0];
      return [
        ...names.map((name) => ({
          kind: name === attribute ? 'attribute' : 'column',
          id,
          text: name,
          weight: 3,
        })),
        ...(comment === null ? [] : [{ kind: 'comment', id, where, text: comment, weight: 4 }]),
        ...(values ?? []).map((value) => ({ kind: 'value', id, where, text: value, weight: 3 })),
      ];
    });
    return [...own, ...columns];
  });
  return entries;
}

export function searchView(text) {
  const wanted = text.trim().toLowerCase();
  const found =
    wanted === '' ? [] : allEntries().filter((entry) => entry.text.toLowerCase().includes(wanted));
  const rank = (entry) => {
    const at = entry.text.toLowerCase().indexOf(wanted);
    return (at === 0 ? (entry.text.length === wanted.length ? 0 : 10) : 20) + entry.weight;
  };
  const sorted = found
    .map((entry) => ({ entry, place: rank(entry) }))
    .sort((a, b) => a.place - b.place || (a.entry.id < b.entry.id ? -1 : a.entry.id > b.entry.id ? 1 : 0))
    .map(({ entry }) => entry);
  const shown = sorted.slice(0, mostShown);
  const count = found.length === 1 ? '1 result' : `${found.length.toLocaleString('en')} results`;
  return {
    title: `Search: ${text}`,
    status: count,
    children: [
      element('h1', {}, 'Search'),
      element('p', { class: 'soft' }, wanted === '' ? 'Type a name, a comment or a value.' : count),
      element(
        'ul',
        { class: 'results' },
        shown.map((entry) => resultItem(entry, wanted)),
      ),
      sorted.length > shown.length
        ? element('p', { class: 'soft' }, `The first ${mostShown} are shown.`)
        : null,
    ],
  };
}

function resultItem({ kind, id, where, text }, wanted) {
  return element(
    'li',
    {},
    element('span', { class: 'badge' }, kind),
    ' ',
    kind === 'model' || (kind === 'table' && text === id)
      ? linkTo(id, marked(text, wanted))
      : [linkTo(id, where ? `${id}.${where}` : id), ' ', element('span', {}, marked(text, wanted))],
  );
}

function marked(text, wanted) {
  const at = text.toLowerCase().indexOf(wanted);
  if (at === -1) return [text];
  const end = at + wanted.length;
  return [text.slice(0, at), element('mark', {}, text.slice(at, end)), text.slice(end)];
}
