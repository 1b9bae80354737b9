// The bar at the top: where one can go, whose page it is, and how it looks.
import { useContext } from 'preact/hooks';
import { THEMES, type Theme } from './browser.ts';
import { hrefOf, type Route } from './route.ts';
import { Surroundings } from './surroundings.ts';
import type { Language, Words } from './text/words.ts';
import { Away } from './ui/away.tsx';
import { Icon } from './ui/icon.tsx';

/** What the bar changes. */
export interface Look {
  readonly language: Language;
  readonly theme: Theme;
  readonly change: (look: { readonly language?: Language; readonly theme?: Theme }) => void;
}

const PAGES = ['clusters', 'operations', 'quota', 'tokens', 'world'] as const;

/** The bar of somebody who is signed in. @param hasWorld whether the platform is a simulated one */
export function Bar(props: { route: Route; look: Look; hasWorld: boolean; onSignOut: () => void }) {
  const { documentation, tenant, words } = useContext(Surroundings);
  const { route, look, hasWorld, onSignOut } = props;
  const current = 'cluster' in route || route.page === 'install' ? 'clusters' : route.page;
  return (
    <header class="bar">
      <div class="bar-in">
        <Home words={words} />
        <span class="tenant">{tenant.displayName}</span>
        <nav aria-label={words.console}>
          <ul>
            {PAGES.filter((page) => page !== 'world' || hasWorld).map((page) => (
              <li key={page}>
                <a href={hrefOf({ page })} {...(page === current ? { 'aria-current': 'page' as const } : {})}>
                  {words.pages[page]}
                </a>
              </li>
            ))}
            {documentation === undefined ? null : (
              <li>
                <Away href={documentation} words={words}>
                  {words.documentation}
                </Away>
              </li>
            )}
          </ul>
        </nav>
        <div class="tools">
          <Looks look={look} words={words} />
          <button class="tool" type="button" onClick={onSignOut}>
            {words.signOut}
          </button>
        </div>
      </div>
    </header>
  );
}

/** The bar of somebody who is not. */
export function PlainBar(props: { look: Look; words: Words; documentation: string | undefined }) {
  const { look, words, documentation } = props;
  return (
    <header class="bar">
      <div class="bar-in between">
        <Home words={words} />
        <div class="tools">
          {documentation === undefined ? null : (
            <Away className="tool" href={documentation} words={words}>
              {words.documentation}
            </Away>
          )}
          <Looks look={look} words={words} />
        </div>
      </div>
    </header>
  );
}

function Home({ words }: { readonly words: Words }) {
  return (
    <a class="mark" href={hrefOf({ page: 'clusters' })}>
      <svg viewBox="0 0 26 20" aria-hidden="true">
        <path d="M4.5 16L8 10.5 22 4.5" fill="none" stroke="currentColor" stroke-width="2" />
        {[
          [4.5, 16],
          [8, 10.5],
          [22, 4.5],
        ].map(([x, y]) => (
          <circle key={x} cx={x} cy={y} r="3" fill="currentColor" />
        ))}
      </svg>
      {words.product}
    </a>
  );
}

function Looks({ look, words }: { readonly look: Look; readonly words: Words }) {
  const other = look.language === 'fr' ? 'en' : 'fr';
  const next = THEMES[(THEMES.indexOf(look.theme) + 1) % THEMES.length] ?? 'system';
  return (
    <>
      <button class="tool" type="button" lang={other} onClick={() => look.change({ language: other })}>
        <span aria-hidden="true">{other.toUpperCase()}</span>
        <span class="vh">{words.otherLanguage}</span>
      </button>
      <button class="tool" type="button" onClick={() => look.change({ theme: next })}>
        <Icon name="moon" />
        <span class="vh">{words.themes[next]}</span>
      </button>
    </>
  );
}
