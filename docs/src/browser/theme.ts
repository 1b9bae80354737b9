// Runs before anything is drawn, so that no page flashes: the scheme that was chosen, and that there are scripts.
import { remembered } from './remembered.ts';

const root = document.documentElement;
root.classList.add('has-script');
// Without a choice the system decides.
const chosen = remembered('theme');
if (chosen === 'light' || chosen === 'dark') root.dataset['theme'] = chosen;
