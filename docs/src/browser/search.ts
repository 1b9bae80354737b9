// The search: a dialog that is there at once, and an index that is loaded when it is opened first. No server is asked anything.
import { hrefFrom } from '../render/links.ts';
import { language } from './language.ts';
import type { Found } from './search-index.ts';

const words = {
  en: {
    hint: 'Search the documentation',
    empty: 'Nothing found. Try fewer words, or the name of a field.',
    close: 'Close',
    found: 'results',
    english: '',
  },
  fr: {
    hint: 'Rechercher dans la documentation',
    empty: 'Rien trouvé. Essayez moins de mots, ou le nom d’un champ.',
    close: 'Fermer',
    found: 'résultats',
    english: 'en anglais',
  },
  de: {
    hint: 'Die Dokumentation durchsuchen',
    empty: 'Nichts gefunden. Versuchen Sie weniger Wörter, oder den Namen eines Feldes.',
    close: 'Schliessen',
    found: 'Ergebnisse',
    english: 'auf Englisch',
  },
}[language];

const MOST = 12;

let dialog: HTMLDialogElement | undefined;

/**
 * Opens the search.
 * @param root of the portal
 */
export function open(root: URL): void {
  dialog ??= build(root);
  dialog.showModal();
  dialog.querySelector('input')?.select();
}

function build(root: URL): HTMLDialogElement {
  const box = document.createElement('dialog');
  box.className = 'search';
  box.setAttribute('aria-label', words.hint);
  const input = document.createElement('input');
  input.type = 'search';
  input.placeholder = words.hint;
  input.autocomplete = 'off';
  input.spellcheck = false;
  input.setAttribute('aria-label', words.hint);
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'btn quiet';
  close.textContent = words.close;
  close.addEventListener('click', () => box.close());
  const list = document.createElement('ol');
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  status.className = 'small dim';
  const head = document.createElement('div');
  head.className = 'row';
  head.append(input, close);
  box.append(head, status, list);
  document.body.append(box);
  const index = import('./search-index.ts').then(({ load }) =>
    load(new URL(`search/${language}.json`, root)),
  );
  const show = async () => {
    const question = input.value.trim();
    const results = question === '' ? [] : (await index)(question).slice(0, MOST);
    if (question !== input.value.trim()) return;
    list.replaceChildren(...results.map((result) => item(result, root)));
    status.textContent =
      question === '' ? '' : results.length === 0 ? words.empty : `${results.length} ${words.found}`;
  };
  input.addEventListener('input', () => void show());
  box.addEventListener('keydown', (event) => move(event, input, list));
  // A press beside the dialog closes it.
  box.addEventListener('click', (event) => {
    if (event.target === box) box.close();
  });
  return box;
}

function item({ link, title, place, lead }: Found, root: URL): HTMLLIElement {
  const anchor = document.createElement('a');
  anchor.href = new URL(hrefFrom('index', link), root).href;
  const name = document.createElement('b');
  name.textContent = title;
  const where = document.createElement('span');
  where.className = 'dim small';
  const isOther = language !== 'en' && !link.startsWith(`/${language}/`);
  where.textContent = isOther ? `${place}, ${words.english}` : place;
  const text = document.createElement('span');
  text.className = 'lead-line small dim';
  text.textContent = lead;
  anchor.append(name, ' ', where, text);
  const row = document.createElement('li');
  row.append(anchor);
  return row;
}

/** Arrows go through the results, Enter in the field takes the first. */
function move(event: KeyboardEvent, input: HTMLInputElement, list: HTMLOListElement): void {
  const links = [...list.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (event.key === 'Enter' && event.target === input) links[0]?.click();
  else if (event.key === 'ArrowDown') links[Math.min(at + 1, links.length - 1)]?.focus();
  else if (event.key === 'ArrowUp') (at <= 0 ? input : links[at - 1])?.focus();
  else return;
  event.preventDefault();
}
