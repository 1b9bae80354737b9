// French has a narrow space before some signs and inside its quotes, at which no line may break. Prose is written with plain ones,
// which anybody can type.

const NARROW = '\u202f';

/** Tags and what stands as it is, which is code and what is typed; or text. */
const PARTS = /(<(pre|code|textarea)\b.*?<\/\2>|<[^>]*>)|([^<]+)/gs;

/** The document of a French page as it is printed. */
export function typesetFrench(document: string): string {
  return document.replaceAll(PARTS, (_, apart: string | undefined, _name, text: string | undefined) =>
    text === undefined ? (apart ?? '') : text.replaceAll(/ (?=[;:!?»])|(?<=«) /g, NARROW),
  );
}
