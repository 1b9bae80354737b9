// Blocks of a page as HTML.
import type { Block, Chip, Page, Property } from '../site.ts';
import { codeBlock, sampleTabs } from './code.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { inline, blocks as markdownBlocks, plain, slug, table } from './markdown.ts';

/** The blocks of a page in their order. */
export function renderBlocks(blocks: readonly Block[], { path }: Pick<Page, 'path'>): readonly Html[] {
  return blocks.map((block, at) => renderBlock(block, path, `b${at}`));
}

/** The id that a heading is linked by. */
export function headingId({ text, id }: Extract<Block, { kind: 'heading' }>): string {
  return id ?? slug(plain(text));
}

function renderBlock(block: Block, from: string, id: string): Html {
  switch (block.kind) {
    case 'heading':
      return block.level === 2
        ? html`<h2 id="${headingId(block)}">${inline(block.text, from)}</h2>`
        : html`<h3 id="${headingId(block)}">${inline(block.text, from)}</h3>`;
    case 'prose':
      return markdownBlocks(block.markdown, from);
    case 'note':
      return html`<div class="note ${block.tone}">${icon(block.tone)}<div>${markdownBlocks(block.markdown, from)}</div></div>`;
    case 'code':
      return codeBlock(block.sample.source, block.sample.language);
    case 'samples':
      return sampleTabs(id, block.label, block.samples);
    case 'table':
      return table(
        block.head.map((cell) => inline(cell, from)),
        block.rows.map((row) => row.map((cell) => inline(cell, from))),
      );
    case 'properties':
      return html`<div class="props">${block.properties.map((property) => propertyHtml(property, from))}</div>`;
    case 'facts':
      return html`<dl class="dl facts">${block.rows.map(
        ([name, value]) => html`<dt>${name}</dt><dd>${inline(value, from)}</dd>`,
      )}</dl>`;
    case 'operation':
      return html`<p class="row operation"><span class="method m-${block.method.toLowerCase()}">${block.method}</span> <code class="path">${pathHtml(block.path)}</code></p>`;
    case 'drawing':
      return html`<figure tabindex="0">${block.svg}<figcaption>${inline(block.text, from)}</figcaption></figure>`;
    case 'island':
      return block.html;
  }
}

function pathHtml(path: string): readonly Html[] {
  return path
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? html`<var>${part}</var>` : html`${part}`));
}

function propertyHtml({ name, id, type, chips, text }: Property, from: string): Html {
  return html`<section><h3 id="p-${id ?? name}"><code>${name}</code> ${type === '' ? '' : html`<span class="type">${inline(type, from)}</span> `}${chips.map(chipHtml)}</h3>${markdownBlocks(text, from)}</section>`;
}

function chipHtml({ text, tone }: Chip): Html {
  return html`<span class="chip ${tone}">${text}</span> `;
}
