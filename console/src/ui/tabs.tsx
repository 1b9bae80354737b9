// Tabs after the ARIA pattern: arrows move, Home and End jump.
import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';

/** A tab. */
export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly panel: ComponentChildren;
}

/** Tabs with the panel of the chosen one. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const id = useId();
  const [chosen, choose] = useState(tabs[0]?.key);
  const list = useRef<HTMLDivElement>(null);
  const index = tabs.findIndex(({ key }) => key === chosen);
  const onKeyDown = (event: KeyboardEvent) => {
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: index + 1,
      ArrowLeft: index - 1 + tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const at = target % tabs.length;
    choose(tabs[at]?.key);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[at]?.focus();
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}${tab.key}`}
            aria-controls={`${id}panel`}
            aria-selected={tab.key === chosen}
            tabIndex={tab.key === chosen ? 0 : -1}
            onClick={() => choose(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${chosen}`}>
        {tabs[index]?.panel}
      </div>
    </div>
  );
}
