/** Light, dark, or as the system has it; remembered where the browser lets a page of a file remember. */
const names = { auto: 'Auto', light: 'Light', dark: 'Dark' };
const order = ['auto', 'light', 'dark'];

export function startTheme(button) {
  let chosen = remembered();
  const show = () => {
    if (chosen === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    button.textContent = names[chosen];
    button.setAttribute('aria-label', `${names[chosen]}: colours of the page`);
    button.title = `Colours: ${names[chosen].toLowerCase()}`;
  };
  button.addEventListener('click', () => {
    chosen = order[(order.indexOf(chosen) + 1) % order.length];
    try {
      localStorage.setItem('seqscope-theme', chosen);
    } catch {
      // Then it lasts as long as the page.
    }
    show();
  });
  show();
}

function remembered() {
  try {
    const name = localStorage.getItem('seqscope-theme');
    return order.includes(name) ? name : 'auto';
  } catch {
    return 'auto';
  }
}
