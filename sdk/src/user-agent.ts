// What the client calls itself: its version, and what it runs in.
import { checkHeaderValue } from './transport/header-value.ts';

/** Version of this package; a test compares it with package.json. */
export const VERSION = '0.1.0';

interface Runtime {
  readonly process?: { readonly versions?: Readonly<Record<string, string | undefined>> };
  readonly navigator?: { readonly userAgent?: string };
}

/**
 * Such as `hikube-sdk/0.1.0 (node/24)`; undefined in a browser, which says its own.
 * @param runtime what is global there
 */
export function sdkAgent(runtime: Runtime): string | undefined {
  const versions = runtime.process?.versions ?? {};
  // Bun and Deno say for Node's sake that they are Node, too.
  const name = ['bun', 'deno', 'node'].find((each) => versions[each] !== undefined);
  if (name !== undefined) return `hikube-sdk/${VERSION} (${name}/${versions[name]?.split('.')[0]})`;
  const agent = runtime.navigator?.userAgent;
  if (agent === undefined) return `hikube-sdk/${VERSION}`;
  return agent.startsWith('Mozilla/') ? undefined : `hikube-sdk/${VERSION} (${agent.toLowerCase()})`;
}

/**
 * The header of every call. None in a browser: it would be a header of the page's own there, for which each origin has to
 * be asked, and which most browsers leave out all the same.
 * @param own what a caller puts before it
 * @throws ConfigurationError
 */
export function agentHeaders(own: string | undefined, runtime: Runtime): Record<string, string> {
  const before = own === undefined ? '' : `${checkHeaderValue('userAgent', own)} `;
  const agent = sdkAgent(runtime);
  if (agent === undefined) return {};
  return { 'User-Agent': before + agent };
}
