// A page: where it is, its name, what is said of it in a line, and what can be done.
import type { ComponentChildren } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import { hrefOf, type Route } from '../route.ts';
import { Surroundings } from '../surroundings.ts';
import { useKeptFocus } from './use-kept-focus.ts';

interface PageProps {
  readonly title: string;
  /** Pages above this one, highest first. */
  readonly path?: readonly { readonly label: string; readonly route: Route }[];
  readonly sub?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A page. Its name takes the focus when it is opened, so that a screen reader begins there. */
export function Page({ title, path = [], sub, actions, children }: PageProps) {
  const { browser, words } = useContext(Surroundings);
  const { heading, onFocusIn } = useKeptFocus();
  useEffect(() => browser.title(`${title} · ${words.product}`), [browser, title, words]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <main class="page" id="main" onFocusIn={onFocusIn}>
      {path.length === 0 ? null : (
        <nav class="crumbs" aria-label={words.path}>
          <ol>
            {path.map(({ label, route }) => (
              <li key={label}>
                <a href={hrefOf(route)}>{label}</a>
              </li>
            ))}
            <li aria-current="page">{title}</li>
          </ol>
        </nav>
      )}
      <div class="head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {sub === undefined ? null : <div class="sub">{sub}</div>}
        </div>
        {actions === undefined ? null : <div class="row">{actions}</div>}
      </div>
      {children}
    </main>
  );
}
