// Pages for people at a browser, beside the API: who asks for text/html at / gets the page, and everybody else JSON as before.
import type { Hono } from 'hono';
import { errorFields, type Log } from '../log.ts';
import { chooseType } from './accept.ts';
import type { Environment } from './environment.ts';
import { respondWith } from './headers.ts';

/** A file for browsers. */
export interface PageFile {
  /** Path that it is answered at; `/` is the page itself. */
  readonly path: string;
  /** Media type. */
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** The same, compressed. */
  readonly gzip: Uint8Array<ArrayBuffer>;
  /** Its name changes with what is in it, so that a browser may keep it for ever. */
  readonly isFixed: boolean;
}

/** Loads the files; it is asked when a browser comes first, and again if that has failed. */
export type LoadPages = () => Promise<readonly PageFile[]>;

/** A file as an answer. */
export interface PageAnswer {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** The question of a browser, as far as it matters here. */
type Question = Pick<Request, 'method' | 'url' | 'headers'>;

/**
 * What a page may do: run the scripts and styles of this service, ask this service, and nothing else. No text becomes a
 * script, whatever an object is named, and no other page may frame it.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Answers questions for pages; undefined for everything else, which is what the API answers. */
export function createPages(load: LoadPages): (question: Question) => Promise<PageAnswer | undefined> {
  let loaded: Promise<ReadonlyMap<string, PageFile>> | undefined;
  const files = () => {
    loaded ??= load().then((all) => new Map(all.map((file) => [file.path, file])));
    return loaded.catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
  };
  return async ({ method, url, headers }) => {
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    const { pathname } = new URL(url);
    const isPage = pathname === '/';
    if (!isPage && !pathname.startsWith('/console/')) return undefined;
    const accept = headers.get('accept') ?? undefined;
    if (isPage && chooseType(accept, ['application/json', 'text/html']) !== 'text/html') return undefined;
    const file = (await files()).get(pathname);
    return file && answerWith(file, headers);
  };
}

function answerWith({ type, body, gzip, isFixed }: PageFile, headers: Question['headers']): PageAnswer {
  const isCompressed = /(?:^|[\s,])gzip(?:\s*(?:,|$)|\s*;(?!\s*q=0(?:\.0*)?\s*(?:,|$)))/i.test(
    headers.get('accept-encoding') ?? '',
  );
  return {
    body: isCompressed ? gzip : body,
    headers: {
      'Content-Type': type,
      'Cache-Control': isFixed ? FOR_EVER : 'no-cache',
      'Content-Security-Policy': PAGE_POLICY,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept, Accept-Encoding',
      ...(isCompressed ? { 'Content-Encoding': 'gzip' } : {}),
    },
  };
}

/** Adds the pages. What cannot be loaded is logged, and the API answers in their place. */
export function addPages(app: Hono<Environment>, load: LoadPages, log: Log): void {
  const pages = createPages(load);
  app.use(async (c, next) => {
    const answer = await pages(c.req.raw).catch((error: unknown) => {
      log('error', 'pages_not_loaded', errorFields(error));
      return undefined;
    });
    return answer === undefined ? next() : respondWith(c, answer.body, 200, answer.headers);
  });
}
