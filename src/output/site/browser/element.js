/** Elements made one by one: what a name or comment says is only ever text. */

/** Attributes that are null, undefined or false are left out; `onclick` and the like are listeners. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false)
      made.setAttribute(name, value === true ? '' : value);
  }
  made.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ''),
  );
  return made;
}

export function linkTo(id, text = breakable(id)) {
  return element('a', { href: modelHref(id) }, text);
}

/** A long name is broken between its words, where it has to be. */
export function breakable(name) {
  const words = name.split(/(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=[_.-])/u);
  return words.flatMap((word, place) => (place === 0 ? [word] : [element('wbr'), word]));
}

export function modelHref(id) {
  return `#/model/${encodeURIComponent(id)}`;
}

/** `1,200 rows` */
export function counted(count, noun) {
  return `${Math.round(count).toLocaleString('en')} ${noun}${Math.round(count) === 1 ? '' : 's'}`;
}

/** Elements with commas between them. */
export function listed(items) {
  return items.flatMap((item, place) => (place === 0 ? [item] : [', ', item]));
}

/** A table that scrolls sideways by itself, by keys too; its columns are `[heading, cell of a row]`. */
export function table(label, rows, columns) {
  const shown = columns.filter(([, cell]) => rows.some((row) => hasText(cell(row))));
  const head = element(
    'tr',
    {},
    shown.map(([name]) => element('th', { scope: 'col' }, name)),
  );
  const body = rows.map((row) =>
    element(
      'tr',
      {},
      shown.map(([, cell], place) =>
        element(place === 0 ? 'th' : 'td', place === 0 ? { scope: 'row' } : {}, cell(row) ?? ''),
      ),
    ),
  );
  return element(
    'div',
    { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': label },
    element('table', {}, element('thead', {}, head), element('tbody', {}, body)),
  );
}

function hasText(cell) {
  return Array.isArray(cell) ? cell.length > 0 : cell !== null && cell !== undefined && cell !== '';
}

/** Nothing at all without content. */
export function section(title, ...content) {
  const inside = content.flat().filter((child) => child !== null);
  if (inside.length === 0) return null;
  return element('section', {}, element('h2', {}, title), inside);
}

export function code(text) {
  return element('code', {}, text);
}
