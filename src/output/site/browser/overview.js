/** The first view: how much there is, where to begin, and the groups in reading order. */
import { content, nodes } from './content.js';
import { counted, element, linkTo, listed } from './element.js';

export function overviewView() {
  const { name, counts, hubs, groups, diagrams, madeBy } = content;
  return {
    title: name,
    children: [
      element('h1', {}, name),
      element('p', { class: 'lead' }, `${counts}.`),
      hubs.length === 0
        ? null
        : element('p', {}, 'Most of it leans on ', listed(hubs.map((hub) => linkTo(hub))), ': begin there.'),
      diagrams.length === 0
        ? null
        : element('p', {}, element('a', { class: 'button', href: '#/diagram' }, 'Open the diagram')),
      element('div', { class: 'groups' }, groups.map(groupCard)),
      element('p', { class: 'foot' }, `Made by ${madeBy}. Numbers of rows are the planner’s estimates.`),
    ],
  };
}

function groupCard({ title, nodes: members }) {
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, title),
    element(
      'ul',
      {},
      members.map((id) => {
        const node = nodes.get(id);
        const rows = node?.rows === null || node === undefined ? null : counted(node.rows, 'row');
        return element(
          'li',
          {},
          linkTo(id),
          rows === null ? null : element('span', { class: 'soft' }, ` ${rows}`),
          node?.comment ? element('div', { class: 'soft' }, node.comment) : null,
        );
      }),
    ),
  );
}
