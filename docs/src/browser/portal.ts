// What every page does with a script: switch of the scheme, tabs, copies, and the search once it is asked for.
import { wireCopies } from './copies.ts';
import { wireTabs } from './tabs.ts';
import { wireTheme } from './theme-switch.ts';

wireTheme();
wireTabs();
wireCopies();
freeShortTables();

const openSearch = () => import('./search.ts').then(({ open }) => open(new URL('.', import.meta.url)));
document.querySelector('[data-search]')?.addEventListener('click', openSearch);
document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, metaKey } = event;
  const isTyping =
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
  if ((key !== '/' || isTyping || ctrlKey || metaKey) && !(key === 'k' && (ctrlKey || metaKey))) return;
  event.preventDefault();
  void openSearch();
});

/** What fits needs no stop of the Tab key. */
function freeShortTables(): void {
  for (const box of document.querySelectorAll<HTMLElement>('.scroll[tabindex], pre[tabindex]'))
    if (box.scrollWidth <= box.clientWidth) box.removeAttribute('tabindex');
}
