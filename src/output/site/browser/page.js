/** The page: a view for each address behind the `#`, drawn when it is asked for. */
import { listedNodes } from './content.js';
import { diagramView } from './diagram.js';
import { element, linkTo } from './element.js';
import { modelView } from './model-page.js';
import { overviewView } from './overview.js';
import { searchView } from './search.js';
import { startTheme } from './theme.js';

const main = document.getElementById('main');
const search = document.getElementById('search');
const status = document.getElementById('status');
const siteTitle = document.title;

function viewOf(hash) {
  const [, name = '', ...rest] = hash.replace(/^#/, '').split('/').map(decoded);
  if (name === 'model') return modelView(rest.join('/'));
  if (name === 'diagram') return diagramView(Number(rest[0] ?? 0), rest[1]);
  if (name === 'search') return searchView(rest.join('/'));
  return overviewView();
}

/** An address that somebody cut short is taken as it is. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function show(isTyped = false) {
  if (location.hash === '#main') return;
  const view = viewOf(location.hash);
  main.replaceChildren(...view.children.flat().filter((child) => child !== null));
  main.classList.toggle('wide', view.isWide === true);
  document.title = view.title === siteTitle ? siteTitle : `${view.title} · ${siteTitle}`;
  status.textContent = view.status ?? view.title;
  const here = location.hash === '' ? '#/' : location.hash;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.getAttribute('href') === here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  view.onShown?.();
  if (isTyped) return;
  if (!location.hash.startsWith('#/search')) search.value = '';
  window.scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

document
  .getElementById('models')
  .append(
    ...listedNodes.map(({ id, isModel }) => element('li', { class: isModel ? null : 'other' }, linkTo(id))),
  );
if (matchMedia('(max-width: 50rem)').matches) document.querySelector('.side details').open = false;
startTheme(document.getElementById('theme'));

search.addEventListener('input', () => {
  history.replaceState(null, '', search.value === '' ? '#/' : `#/search/${encodeURIComponent(search.value)}`);
  show(true);
});
search.form.addEventListener('submit', (event) => {
  event.preventDefault();
  const [first] = main.querySelectorAll('.results a');
  if (first !== undefined) location.hash = first.getAttribute('href');
});
document.addEventListener('keydown', (event) => {
  const isTyping = event.target.matches?.('input, select, textarea');
  if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
    search.select();
  }
  if (event.key === 'Escape' && event.target === search && search.value !== '') {
    search.value = '';
    search.dispatchEvent(new Event('input'));
  }
});
window.addEventListener('hashchange', () => show());
if (location.hash.startsWith('#/search/')) search.value = decoded(location.hash.slice('#/search/'.length));
show(true);
