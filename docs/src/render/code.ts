// Code with its button to copy it, alone or in tabs.
import type { Sample } from '../site.ts';
import { highlight } from './highlight.ts';
import { type Html, html } from './html.ts';

/** A box of code. The button appears when there is a script to copy with. */
export function codeBlock(source: string, language: string): Html {
  return html`<div class="code"><pre tabindex="0"><code>${highlight(source, language)}</code></pre></div>`;
}

/**
 * Samples in tabs. Without a script all of them are there, one below the other.
 * @param id unique on the page
 */
export function sampleTabs(id: string, label: string, samples: readonly Sample[]): Html {
  return html`<div class="tabs" data-tabs aria-label="${label}">${samples.map(
    (sample, at) =>
      html`<section id="${id}-${at}" data-label="${sample.label}"><h3 class="tab-title">${sample.label}</h3>${codeBlock(sample.source, sample.language)}</section>`,
  )}</div>`;
}
