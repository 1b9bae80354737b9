// Markdown as HTML in the components of the look: headings that can be linked, tables that scroll, code in colours.
import { Marked, type Tokens } from 'marked';
import { codeBlock } from './code.ts';
import { breakable, escapeHtml, Html } from './html.ts';
import { hrefFrom } from './links.ts';

/** The id of a heading, as GitHub makes it, so that links of the repository hold. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

/** Text of Markdown without its marks. */
export function plain(markdown: string): string {
  return markdown
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*]/g, '')
    .trim();
}

function parserFor(from: string): Marked {
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        const level = Math.max(depth, 2);
        return `<h${level} id="${slug(plain(text))}">${this.parser.parseInline(tokens)}</h${level}>\n`;
      },
      code({ text, lang = '' }: Tokens.Code) {
        return codeBlock(text, lang.split(' ')[0] ?? '').text;
      },
      codespan({ text }: Tokens.Codespan) {
        return `<code>${breakable(text).text}</code>`;
      },
      link({ href, tokens }: Tokens.Link) {
        const to = href.startsWith('/') ? hrefFrom(from, href) : href;
        return `<a href="${escapeHtml(to)}">${this.parser.parseInline(tokens)}</a>`;
      },
      table({ header, rows }: Tokens.Table) {
        const cells = (row: readonly Tokens.TableCell[]) =>
          row.map((cell) => new Html(this.parser.parseInline(cell.tokens)));
        return table(cells(header), rows.map(cells)).text;
      },
      // Whoever wrote it meant text: no page takes HTML out of prose, except an anchor of its own.
      html({ text }: Tokens.HTML | Tokens.Tag) {
        if (/^<a id="[\w-]+">$|^<\/a>$/.test(text)) return text;
        return text.startsWith('<!--') ? '' : escapeHtml(text);
      },
    },
  });
  return marked;
}

/** A table that scrolls by itself where it is wider than the screen. */
export function table(head: readonly Html[], rows: readonly (readonly Html[])[]): Html {
  const heads = head.map(({ text }) => (text === '' ? '<td></td>' : `<th scope="col">${text}</th>`)).join('');
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
  return new Html(
    `<div class="scroll" tabindex="0" role="group"><table class="tt"><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`,
  );
}

/** A cell; a method of HTTP looks as it does everywhere. */
function cell({ text }: Html): string {
  const [, method] = /^<code>(GET|POST|PUT|PATCH|DELETE)<\/code>$/.exec(text) ?? [];
  if (method === undefined) return `<td>${text}</td>`;
  return `<td class="fit"><span class="method m-${method.toLowerCase()}">${method}</span></td>`;
}

/** Blocks of Markdown on the page `from`. */
export function blocks(markdown: string, from: string): Html {
  return new Html(parserFor(from).parse(markdown, { async: false }));
}

/** One line of Markdown on the page `from`. */
export function inline(markdown: string, from: string): Html {
  return new Html(parserFor(from).parseInline(markdown, { async: false }));
}
