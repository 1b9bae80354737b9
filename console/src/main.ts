// Where the page begins: the only file that knows `window`.
import { h, render } from 'preact';
import { App } from './app.tsx';
import type { Browser, Choices } from './browser.ts';
import { followPlaces } from './places.ts';

const FILE_LIVES_MS = 10_000;

/** Private windows may refuse to store: then a choice lasts as long as the page. */
function choices(): Choices {
  return {
    get(name) {
      try {
        return localStorage.getItem(`hikube.${name}`) ?? undefined;
      } catch {
        return undefined;
      }
    },
    set(name, value) {
      try {
        localStorage.setItem(`hikube.${name}`, value);
      } catch {
        // What cannot be kept is chosen again.
      }
    },
  };
}

/** Calls back for as long as nobody ends it. */
function onEvent(target: EventTarget, name: string, listen: () => void): () => void {
  target.addEventListener(name, listen);
  return () => target.removeEventListener(name, listen);
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), FILE_LIVES_MS);
}

const places = followPlaces(window, () => String(performance.timeOrigin + performance.now()));

const browser: Browser = {
  endpoint: `${location.origin}/v1`,
  fetch: (request, init) => fetch(request, init),
  clock: {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, ms);
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      }),
  },
  storage: choices(),
  address: {
    read: () => location.hash,
    go: (hash) => {
      location.hash = hash;
    },
    onChange: (listen) => onEvent(window, 'hashchange', listen),
    arrive: places.arrive,
  },
  languages: navigator.languages,
  isSeen: () => document.visibilityState === 'visible',
  onSeen: (listen) => onEvent(document, 'visibilitychange', listen),
  onOnline: (listen) => onEvent(window, 'online', listen),
  onOffline: (listen) => onEvent(window, 'offline', listen),
  onClose(isAsked) {
    const ask = (event: BeforeUnloadEvent) => isAsked() && event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  },
  isOnline: () => navigator.onLine,
  save,
  copy: (text) =>
    navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    ) ?? Promise.resolve(false),
  skipTo: (id) => document.getElementById(id)?.querySelector<HTMLElement>('[tabindex]')?.focus(),
  title: (text) => {
    document.title = text;
  },
  dress({ language, theme }) {
    document.documentElement.lang = language;
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  },
};

render(h(App, { browser }), document.body);
