// A part of the page that is loaded when somebody opens it.
import type { ComponentType } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Note } from './note.tsx';

/** A component that comes later. @param load gives the module's component */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const { words } = useContext(Surroundings);
    const [state, setState] = useState<'loading' | 'loaded' | 'failed'>(
      loaded === undefined ? 'loading' : 'loaded',
    );
    useEffect(() => {
      if (loaded !== undefined) return;
      load().then(
        (component) => {
          loaded = component;
          setState('loaded');
        },
        () => setState('failed'),
      );
    }, []);
    if (loaded !== undefined) {
      const Component = loaded;
      return <Component {...props} />;
    }
    return (
      <main class="page" id="main">
        {state === 'failed' ? (
          <Note kind="fail" role="alert">
            <p>{words.pageFailed}</p>
          </Note>
        ) : (
          <p class="vh" role="status">
            {words.loading('')}
          </p>
        )}
      </main>
    );
  };
}
