// provider::todo::slug("Buy milk!") is "buy-milk".
import { defineFunction, FunctionError, parameter, types } from 'terraform-plugin';

/** The title in lower case, with `-` between its words. */
export function slugOf(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.join('-');
}

export const slug = defineFunction({
  summary: 'The short name of a title.',
  parameters: [parameter('title', types.string, { description: 'At least one letter or digit.' })],
  returns: types.string,
  run([title]) {
    const found = slugOf(title);
    // The number says which argument Terraform underlines.
    if (found === '') throw new FunctionError(`"${title}" has neither a letter nor a digit; give it one`, 0);
    return found;
  },
});
