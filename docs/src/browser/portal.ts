// What every page does with a script: switch of the scheme, tabs, copies, and the search once it is asked for.
import { wireCopies } from './copies.ts';
import { open } from './search.ts';
import { wireTabs } from './tabs.ts';
import { wireTheme } from './theme-switch.ts';

const root = new URL('.', import.meta.url);

wireTheme();
wireTabs();
wireCopies();
freeShortTables();

const openSearch = () => open(root);
for (const button of document.querySelectorAll('[data-search]')) button.addEventListener('click', openSearch);
document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, metaKey } = event;
  const isTyping =
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
  if ((key !== '/' || isTyping || ctrlKey || metaKey) && !(key === 'k' && (ctrlKey || metaKey))) return;
  event.preventDefault();
  openSearch();
});

const worker = new URL('emulator.js', root);
for (const panel of document.querySelectorAll<HTMLElement>('[data-try]'))
  panel.querySelector('[data-send]')?.addEventListener('click', async () => {
    const { tryIt } = await import('./try-it.ts');
    await tryIt(panel, worker);
  });
document.querySelector('[data-start-emulator]')?.addEventListener('click', async () => {
  const panel = document.querySelector<HTMLElement>('[data-emulator]');
  const { startCluster } = await import('./first-cluster.ts');
  if (panel !== null) await startCluster(panel, worker);
});

/** What fits needs no stop of the Tab key. */
function freeShortTables(): void {
  for (const box of document.querySelectorAll<HTMLElement>(
    '.scroll[tabindex], figure[tabindex], pre[tabindex]',
  ))
    if (box.scrollWidth <= box.clientWidth) box.removeAttribute('tabindex');
}
