// The Markdown twin of a page, for readers that are programs: the same words without the frame.
import type { Block, Page, Property } from '../site.ts';
import { fileOf, isFile, pageOf, relativeTo } from './links.ts';

/** A page as Markdown; links lead to the twins of other pages. */
export function twinOf(page: Page): string {
  const blocks = [...page.blocks, ...(page.aside ?? [])].map(blockText).filter((text) => text !== '');
  const text = [`# ${page.title}`, page.lead, ...blocks].join('\n\n');
  return `${text.replaceAll(/\]\((\/[^)\s]*)\)/g, (_, link: string) => `](${twinLink(page.path, link)})`)}\n`;
}

function twinLink(from: string, link: string): string {
  const { path, hash } = pageOf(link);
  return `${relativeTo(from, isFile(path) ? path : fileOf(path).replace(/html$/, 'md'))}${hash}`;
}

function fenced(source: string, language: string): string {
  return `\`\`\`${language}\n${source.trimEnd()}\n\`\`\``;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${block.text}`;
    case 'prose':
      return block.markdown.trim();
    case 'note':
      return block.markdown.trim().replaceAll(/^/gm, '> ');
    case 'code':
      return fenced(block.sample.source, block.sample.language);
    case 'samples':
      return block.samples
        .map(({ label, language, source }) => `${label}:\n\n${fenced(source, language)}`)
        .join('\n\n');
    case 'table':
      return [row(block.head), row(block.head.map(() => '---')), ...block.rows.map(row)].join('\n');
    case 'properties':
      return block.properties.map(propertyText).join('\n');
    case 'facts':
      return block.rows.map(([name, value]) => `- ${name}: ${value}`).join('\n');
    case 'operation':
      return `\`${block.method} ${block.path}\``;
    case 'drawing':
      return block.text;
    case 'island':
      return block.markdown;
  }
}

function propertyText({ name, type, chips, text }: Property): string {
  const facts = [type, ...chips.map((chip) => chip.text)].filter((fact) => fact !== '').join('; ');
  return `- \`${name}\`${facts === '' ? '' : ` (${facts})`}${text === '' ? '' : `: ${text.replaceAll('\n', ' ')}`}`;
}
