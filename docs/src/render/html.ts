// HTML that cannot be broken by what stands in it: a template escapes every value that is not HTML already.

/** Text that is HTML. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = Html | string | number | undefined | false | readonly Value[];

/** Escapes text for elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function textOf(value: Value): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(textOf).join('');
  return escapeHtml(String(value));
}

/** Where a name may be broken, by how long it is: at dots only where nothing else helps. */
function breaksOf(name: string): RegExp | undefined {
  if (name.length > 24) return /(?<=[_./])(?=[\p{L}{])|(?<=\p{Ll})(?=\p{Lu})/u;
  return name.length > 11 ? /(?<=[_/])(?=[\p{L}{])|(?<=\p{Ll})(?=\p{Lu})/u : undefined;
}

/** A name of programs, which breaks between its parts where it is long, and never behind the dashes of a flag. */
export function breakable(name: string): Html {
  const words = name.split(' ').map((word) => {
    const breaks = breaksOf(word);
    const parts = breaks === undefined ? [word] : word.split(breaks);
    const text = parts.map(escapeHtml).join('<wbr>');
    return text.replace(/^--\w+/, '<span class="nb">$&</span>');
  });
  return new Html(words.join(' '));
}

/** A piece of HTML; values are escaped unless they are HTML. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(parts.reduce((text, part, at) => `${text}${textOf(values[at - 1])}${part}`));
}
