// The switch between light and dark; it wins over the system and is remembered.
import { remember } from './remembered.ts';

/** Makes the button of the bar work. */
export function wireTheme(): void {
  document.querySelector('[data-theme-switch]')?.addEventListener('click', () => {
    const root = document.documentElement;
    const now =
      root.dataset['theme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    const next = now === 'dark' ? 'light' : 'dark';
    root.dataset['theme'] = next;
    remember('theme', next);
  });
}
