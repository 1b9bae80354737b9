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

/** Whether the object stands for a map that is decided later: engines give it one key, which is a mark. */
export function isReferenceToMap(value: object): boolean {
  return Object.keys(value).some((key) => key.startsWith('&{TfToken['));
}

/** How engines write references to numbers: as numbers that nobody means. They are found again inside of texts. */
const NUMBER = /-[0-9](?:\.[0-9]{1,20})?e\+[0-9]{3}/g;

/** The references to numbers in a text, with what stands right beside each. */
export function numbersIn(text: string, isUnresolved: (value: unknown) => boolean) {
  return [...text.matchAll(NUMBER)]
    .filter(([number]) => isUnresolved(Number(number)))
    .map((match) => ({
      before: text.charAt(match.index - 1),
      after: text.charAt(match.index + match[0].length),
    }));
}
