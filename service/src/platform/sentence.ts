// Texts of platforms end as they like, and stand in sentences of ours.

/** The text with an end, if it has none. */
export function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
