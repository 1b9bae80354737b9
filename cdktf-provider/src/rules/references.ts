// How engines write references into texts: a mark that they replace when they synthesise. Both engines use the same.
const MARK = String.raw`\$\{TfToken\[[a-zA-Z0-9:._-]+\]\}`;

/** The text without its references: what was written by hand. */
export function withoutReferences(text: string): string {
  return text.replaceAll(new RegExp(MARK, 'g'), '');
}

/** The text in pieces, each either a reference or written by hand; their concatenation is the text. */
export function splitReferences(text: string): readonly string[] {
  return text.split(new RegExp(`(${MARK})`)).filter((piece) => piece !== '');
}
