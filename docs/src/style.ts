// The one style sheet of the portal, put together from its parts.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The line of three stops as an icon. */
export const FAVICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 26"><rect width="26" height="26" rx="4" fill="#0f1b22"/><g fill="#fff" stroke="#fff" stroke-width="2"><path d="M5 18L9 13 20 8" fill="none"/><circle cx="5" cy="18" r="2"/><circle cx="9" cy="13" r="2"/><circle cx="20" cy="8" r="2"/></g></svg>\n';

/** All parts in their order, without what only people need. */
export async function stylesheet(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('style/main.css', import.meta.url))],
    bundle: true,
    minify: true,
    target: 'es2024',
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('');
}
