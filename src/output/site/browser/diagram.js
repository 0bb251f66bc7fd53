/** A diagram that is moved and zoomed by mouse, fingers and keys. The whole of it fits at first. */
import { content } from './content.js';
import { element } from './element.js';

const leastScale = 0.05;
const mostScale = 4;
const keyStep = 60;

export function diagramView(number, focus) {
  const { diagrams } = content;
  const template = document.getElementById(`diagram-${number}`);
  const title = diagrams[number];
  if (template === null || title === undefined) {
    return {
      title: 'Diagram',
      children: [element('h1', {}, 'Diagram'), element('p', {}, 'There is none of this number.')],
    };
  }
  const svg = template.content.firstElementChild.cloneNode(true);
  const canvas = element('div', {
    class: 'canvas',
    tabindex: '0',
    role: 'group',
    'aria-label': `${title}. Arrows move, plus and minus zoom, 0 shows all.`,
  });
  canvas.append(svg);
  const view = movable(canvas, svg);
  const buttons = element(
    'div',
    { class: 'tools', role: 'group', 'aria-label': 'Zoom' },
    element('button', { type: 'button', 'aria-label': 'Zoom in', onclick: () => view.zoom(1.25) }, '+'),
    element('button', { type: 'button', 'aria-label': 'Zoom out', onclick: () => view.zoom(0.8) }, '−'),
    element('button', { type: 'button', onclick: () => view.fit() }, 'Fit'),
  );
  return {
    title,
    isWide: true,
    children: [element('div', { class: 'bar' }, element('h1', {}, title), chooser(number), buttons), canvas],
    onShown: () => (focus === undefined || !view.center(focus) ? view.fit() : undefined),
  };
}

/** Only where there are several. */
function chooser(number) {
  if (content.diagrams.length < 2) return null;
  const options = content.diagrams.map((title, place) =>
    element('option', { value: String(place), selected: place === number }, title),
  );
  return element(
    'select',
    {
      'aria-label': 'Which diagram',
      onchange: (event) => (location.hash = `#/diagram/${event.currentTarget.value}`),
    },
    options,
  );
}

function movable(canvas, svg) {
  const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
  svg.setAttribute('width', width);
  svg.setAttribute('height', height);
  const place = { x: 0, y: 0, scale: 1 };
  const fingers = new Map();
  let moved = 0;

  function show() {
    svg.style.transform = `translate(${place.x}px, ${place.y}px) scale(${place.scale})`;
    canvas.dataset.scale = place.scale.toFixed(3);
  }
  /** Around a point of the canvas, its middle without one. */
  function zoom(factor, at = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 }) {
    const scale = Math.min(mostScale, Math.max(leastScale, place.scale * factor));
    place.x = at.x - ((at.x - place.x) * scale) / place.scale;
    place.y = at.y - ((at.y - place.y) * scale) / place.scale;
    place.scale = scale;
    show();
  }
  function move(x, y) {
    place.x += x;
    place.y += y;
    show();
  }
  function fit() {
    const scale = Math.min(canvas.clientWidth / width, canvas.clientHeight / height, 1.25);
    place.scale = Math.max(leastScale, scale);
    place.x = (canvas.clientWidth - width * place.scale) / 2;
    place.y = (canvas.clientHeight - height * place.scale) / 2;
    show();
  }
  /** False where the picture has no such box. */
  function center(id) {
    const box = [...svg.querySelectorAll('.node')].find((one) => one.dataset.node === id);
    if (box === undefined) return false;
    const size = box.getBBox();
    const [x, y] = box
      .getAttribute('transform')
      .match(/-?[\d.]+/g)
      .map(Number);
    place.scale = Math.min(1, canvas.clientWidth / (size.width * 1.4));
    place.x = canvas.clientWidth / 2 - (x + size.width / 2) * place.scale;
    place.y = canvas.clientHeight / 2 - (y + size.height / 2) * place.scale;
    show();
    for (const other of svg.querySelectorAll('.here')) other.classList.remove('here');
    box.classList.add('here');
    lightLines(id);
    return true;
  }
  function lightLines(id) {
    for (const line of svg.querySelectorAll('.line')) {
      line.classList.toggle('lit', id !== null && (line.dataset.from === id || line.dataset.to === id));
    }
  }
  function pointOf(event) {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions = {
      '+': () => zoom(1.25),
      '=': () => zoom(1.25),
      '-': () => zoom(0.8),
      0: () => fit(),
      ArrowLeft: () => move(keyStep, 0),
      ArrowRight: () => move(-keyStep, 0),
      ArrowUp: () => move(0, keyStep),
      ArrowDown: () => move(0, -keyStep),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), pointOf(event));
    },
    { passive: false },
  );
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, pointOf(event));
    moved = 0;
  });
  canvas.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const now = pointOf(event);
    const others = [...fingers].filter(([id]) => id !== event.pointerId);
    const [other] = others.map(([, point]) => point);
    fingers.set(event.pointerId, now);
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    // Only then, so that a click on a box is still one.
    if (moved > 4 && !canvas.hasPointerCapture(event.pointerId)) canvas.setPointerCapture(event.pointerId);
    if (other === undefined) {
      move(now.x - before.x, now.y - before.y);
      return;
    }
    const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
    zoom(distance(now, other) / Math.max(1, distance(before, other)), other);
  });
  for (const name of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(name, (event) => fingers.delete(event.pointerId));
  }
  canvas.addEventListener(
    'click',
    (event) => {
      if (moved > 4) event.preventDefault();
    },
    { capture: true },
  );
  canvas.addEventListener('dragstart', (event) => event.preventDefault());
  // A box reached by Tab is brought to the middle; the browser would scroll the canvas instead.
  canvas.addEventListener('focusin', (event) => {
    canvas.scrollTo(0, 0);
    const box = event.target.closest('.node');
    if (box !== null && box.matches(':focus-visible')) center(box.dataset.node);
  });
  canvas.addEventListener('pointerover', (event) => {
    const box = event.target.closest?.('.node');
    lightLines(box?.dataset.node ?? null);
  });
  return { zoom, fit, center };
}
