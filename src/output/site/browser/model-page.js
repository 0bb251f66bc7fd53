/** A model or table: everything that is known of it, with links along its relations. */
import { nodes } from './content.js';
import { breakable, code, counted, element, linkTo, listed, section, table } from './element.js';

export function modelView(id) {
  const node = nodes.get(id);
  if (node === undefined) {
    return {
      title: 'Not found',
      children: [element('h1', {}, 'Not found'), element('p', {}, `There is no “${id}” here.`)],
    };
  }
  const facts = [
    node.isModel ? `table ${node.table}` : node.kind,
    node.rows === null ? null : `about ${counted(node.rows, 'row')}`,
    node.size,
  ].filter((fact) => fact !== null);
  return {
    title: node.id,
    children: [
      element(
        'h1',
        {},
        breakable(node.id),
        node.badges.map((badge) => element('span', { class: 'badge' }, badge)),
      ),
      element('p', { class: 'soft' }, facts.join(' · ')),
      node.comment === null ? null : element('p', { class: 'lead' }, node.comment),
      node.diagram === null
        ? null
        : element(
            'p',
            {},
            element(
              'a',
              { class: 'button', href: `#/diagram/${node.diagram}/${encodeURIComponent(id)}` },
              'Show in the diagram',
            ),
          ),
      section('Relations', relations(node)),
      section(node.isModel ? 'Attributes' : 'Columns', columns(node)),
      section('Scopes', scopes(node)),
      section('Examples', examples(node)),
      section(
        'Query',
        node.query === null ? [] : examples({ examples: [{ title: 'As SQL', code: node.query }] }),
      ),
      ...node.parts.map(({ title, parts: all }) => section(title, parts(title, all))),
    ],
  };
}

function relations({ relations: all }) {
  if (all.length === 0) return [];
  return [
    element(
      'ul',
      { class: 'relations' },
      all.map(({ name, verb, node, through, key, rule }) =>
        element(
          'li',
          {},
          element('span', {}, `${verb} `, linkTo(node)),
          name === null ? element('span', { class: 'soft' }, ' no association') : [' as ', code(name)],
          through === null ? null : [', through ', linkTo(through)],
          element('div', { class: 'soft mono' }, key, rule === '' ? null : ` · ${rule}`),
        ),
      ),
    ),
  ];
}

function columns({ columns: all, isModel }) {
  if (all.length === 0) return [];
  const name = ({ attribute, column }) => (isModel ? (attribute ?? column) : column);
  return [
    table(isModel ? 'Attributes' : 'Columns', all, [
      [isModel ? 'Attribute' : 'Column', (one) => nameCell(name(one), one)],
      ['Type', (one) => code(one.type)],
      ['Null', (one) => (one.isNullable ? 'yes' : null)],
      ['Default', (one) => (one.default === null ? null : code(one.default))],
      ['About', aboutCell],
    ]),
  ];
}

/** The column beneath, where it is called something else. */
function nameCell(name, { column, marks }) {
  return [
    code(name),
    ...marks.map((mark) => element('span', { class: 'mark' }, mark)),
    column === name ? '' : element('div', { class: 'soft mono' }, column ?? 'virtual'),
  ];
}

function aboutCell({ comment, refersTo, values, rules }) {
  const lines = [
    comment,
    refersTo.length === 0 ? null : ['refers to ', listed(refersTo.map((id) => linkTo(id)))],
    values === null ? null : ['one of ', listed(values.map((value) => code(value)))],
    rules.length === 0 ? null : element('span', { class: 'soft' }, `validates ${rules.join(', ')}`),
  ];
  return lines.filter((line) => line !== null).map((line) => element('div', {}, line));
}

function scopes({ defaultScope, scopes: all }) {
  const standard =
    defaultScope === null
      ? null
      : element('p', {}, 'Every query has the default scope ', code(defaultScope), '.');
  const named = all.map(({ call, condition }) =>
    element(
      'li',
      {},
      code(call),
      condition === null ? null : element('div', { class: 'soft' }, code(condition)),
    ),
  );
  return [standard, named.length === 0 ? null : element('ul', {}, named)].filter((part) => part !== null);
}

function examples({ examples: all }) {
  return all.map(({ title, code: text }) =>
    element(
      'figure',
      {},
      element('figcaption', {}, title, copyButton(text, title)),
      element('pre', { tabindex: '0', 'aria-label': title }, code(text)),
    ),
  );
}

function copyButton(text, title) {
  return element(
    'button',
    {
      type: 'button',
      class: 'copy',
      'aria-label': `Copy: ${title}`,
      onclick: async (event) => {
        const button = event.currentTarget;
        // Without a clipboard, as in a page of a file in some browsers, nothing was copied.
        const isCopied = await navigator.clipboard.writeText(text).then(
          () => true,
          () => false,
        );
        button.textContent = isCopied ? 'Copied' : 'Not allowed here';
        setTimeout(() => (button.textContent = 'Copy'), 1500);
      },
    },
    'Copy',
  );
}

function parts(label, all) {
  if (all.length === 0) return [];
  return [
    table(label, all, [
      ['Name', ({ name }) => code(name)],
      ['Kind', ({ kind }) => kind],
      ['Definition', ({ text }) => code(text)],
    ]),
  ];
}
