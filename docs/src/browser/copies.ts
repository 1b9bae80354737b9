// A button on each box of code. What is copied is what is printed: samples name $HIKUBE_TOKEN and never a token.

import { after } from './clock.ts';
import { language } from './language.ts';

const words = {
  en: { copy: 'Copy', copied: 'Copied.', byHand: 'Select it and copy it by hand.' },
  de: { copy: 'Kopieren', copied: 'Kopiert.', byHand: 'Bitte von Hand auswählen und kopieren.' },
  fr: { copy: 'Copier', copied: 'Copié.', byHand: 'Sélectionnez et copiez à la main.' },
}[language];

const SHOWN_MS = 4_000;

/** Adds the buttons. */
export function wireCopies(): void {
  for (const box of document.querySelectorAll<HTMLElement>('.code')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn quiet copy';
    button.textContent = words.copy;
    button.addEventListener('click', () => copy(box.querySelector('pre')?.textContent ?? ''));
    box.append(button);
  }
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(words.copied);
  } catch {
    say(words.byHand);
  }
}

let callOff = (): void => {};

/** Tells something for four seconds. */
function say(text: string): void {
  const toast = document.querySelector<HTMLElement>('[data-toast]');
  if (toast === null) return;
  toast.textContent = text;
  toast.hidden = false;
  callOff();
  callOff = after(SHOWN_MS, () => {
    toast.hidden = true;
  });
}
