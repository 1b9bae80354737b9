// Code in Markdown, for tests that run what a reader would type.

/**
 * What stands in the fences that are marked in this way, in their order, each with the end of its last line.
 * @param mark all that stands behind the opening fence, such as `sh` or `yaml values`
 */
export function codeBlocks(markdown: string, mark: string): string[] {
  const fences = markdown.matchAll(/^```([^\n]*)\n(.*?)^```$/gms);
  return [...fences].filter(([, marked]) => marked === mark).map(([, , code = '']) => code);
}
