// What the generator of the provider's documentation uses.
export { schemaMarkdown } from './attributes.ts';
export { example, frontMatter, functionPage, page } from './page.ts';
