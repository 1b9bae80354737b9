// Tabs after the ARIA pattern: arrows move, Home and End jump. What was chosen once is chosen everywhere.
import { remember, remembered } from './remembered.ts';

/** Makes tabs of the sections that stand below each other without a script. */
export function wireTabs(): void {
  for (const [at, box] of [...document.querySelectorAll<HTMLElement>('[data-tabs]')].entries()) wire(box, at);
}

function wire(box: HTMLElement, number: number): void {
  const panels = [...box.querySelectorAll<HTMLElement>(':scope > section')];
  const list = document.createElement('div');
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', box.getAttribute('aria-label') ?? '');
  box.removeAttribute('aria-label');
  const tabs = panels.map((panel, at) => {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.id = `tab-${number}-${at}`;
    tab.textContent = panel.dataset['label'] ?? '';
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', panel.id);
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    return tab;
  });
  const choose = (chosen: number, byHand: boolean) => {
    for (const [at, tab] of tabs.entries()) {
      tab.setAttribute('aria-selected', String(at === chosen));
      tab.tabIndex = at === chosen ? 0 : -1;
      panels[at]!.hidden = at !== chosen;
    }
    if (!byHand) return;
    tabs[chosen]?.focus();
    remember('tab', tabs[chosen]?.textContent ?? '');
  };
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener('click', () => choose(at, true));
    tab.addEventListener('keydown', (event) => {
      const last = tabs.length - 1;
      const to = {
        ArrowRight: at === last ? 0 : at + 1,
        ArrowLeft: at === 0 ? last : at - 1,
        Home: 0,
        End: last,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      choose(to, true);
    });
  }
  list.append(...tabs);
  box.prepend(list);
  box.classList.add('wired');
  const known = tabs.findIndex(({ textContent }) => textContent === remembered('tab'));
  choose(known < 0 ? 0 : known, false);
}
