// Runs before anything is drawn, so that no page flashes: the scheme that was chosen, and that there are scripts.
const root = document.documentElement;
root.classList.add('has-script');
try {
  const chosen = localStorage.getItem('hikube-theme');
  if (chosen === 'light' || chosen === 'dark') root.dataset['theme'] = chosen;
} catch {
  // A browser that keeps nothing follows the system.
}

export {};
