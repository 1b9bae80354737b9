// The portal, where it has been built: a folder of files below /docs, for readers without a token. It is no part of the API.
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where it is served. */
export const PORTAL_PATH = '/docs';

/** Where a build may have put it: in the clone (`npm run docs`), or beside the bundled service. */
const PLACES = ['../../docs/dist/', './portal/'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
);

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/atom+xml; charset=utf-8',
};

// Pages load nothing from elsewhere and run nothing that is not a file of the portal.
const HEADERS: readonly (readonly [string, string])[] = [
  [
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
  // A new build shows at the first plain reload.
  ['Cache-Control', 'no-cache'],
];

/** What answers for the portal. */
export interface Portal {
  /** The answer, or undefined when the request is not for the portal. */
  answer(request: Pick<Request, 'method' | 'url' | 'headers'>): Promise<Response | undefined>;
}

/** The folder of a built portal; undefined when there is none. */
export async function findPortal(places: readonly string[] = PLACES): Promise<string | undefined> {
  for (const place of places) if ((await sizeAndTime(join(place, 'index.html'))) !== undefined) return place;
  return undefined;
}

/** One that a build may make while the service runs. */
export interface LatePortal extends Portal {
  /** It was there when somebody last looked, or asked for it or for the index that leads to it. */
  readonly isThere: boolean;
  look(): Promise<void>;
}

/** Serves what a build puts into one of the places, also when it does so while the service runs. */
export function createLatePortal(places: readonly string[] = PLACES): LatePortal {
  let found: Portal | undefined;
  const look = async (): Promise<void> => {
    const folder = await findPortal(places);
    if (folder !== undefined) found ??= createPortal(folder);
  };
  return {
    look,
    get isThere() {
      return found !== undefined;
    },
    async answer(request) {
      const { url } = request;
      if (found === undefined && (ADDRESS.test(url) || INDEX.test(url))) await look();
      return found?.answer(request);
    },
  };
}

/** An address below `/docs`, with the path in the portal; without one where no slash follows. */
const ADDRESS = /^[a-z]+:\/\/[^/]*\/docs(\/[^?#]*)?(?:[?#]|$)/i;

/** The address of the service itself, whose index says where the portal is. */
const INDEX = /^[a-z]+:\/\/[^/]*\/?(?:[?#]|$)/i;

/** The page for where there is none, which is no address of its own. */
const LOST = /^\/(?:[a-z]{2}\/)?404(?:\.html)?$/;

/** Serves the folder. A page has its address with and without `.html`. */
export function createPortal(folder: string): Portal {
  return {
    async answer({ method, url, headers }) {
      const address = ADDRESS.exec(url);
      if (address === null) return undefined;
      const [, path] = address;
      if (method !== 'GET' && method !== 'HEAD')
        return new Response('The portal is read with GET.\n', {
          status: 405,
          headers: headersOf({ Allow: 'GET, HEAD', 'Content-Type': TYPES['.txt']! }),
        });
      // Without the slash, links of the first page would lead beside the portal.
      if (path === undefined)
        return new Response(null, { status: 308, headers: headersOf({ Location: `${PORTAL_PATH}/` }) });
      const file = LOST.test(path) ? undefined : await fileFor(folder, path);
      if (file !== undefined) return fileAnswer(file, headers.get('If-None-Match'));
      return (await redirectFor(folder, path)) ?? notFound(folder, path);
    },
  };
}

function headersOf(more: Readonly<Record<string, string>>): Headers {
  return new Headers([...HEADERS.map(([...pair]) => pair), ...Object.entries(more).map(([...pair]) => pair)]);
}

interface Found {
  readonly file: string;
  readonly etag: string;
}

/** The file for a path, which can name nothing outside of the folder. */
async function fileFor(folder: string, path: string): Promise<Found | undefined> {
  // Names of files of the portal have these letters only; none begins with a dot.
  if (!/^(?:\/[\w-][\w.-]*)*\/?$/.test(path)) return undefined;
  const candidates = path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`];
  for (const candidate of candidates) {
    const file = join(folder, candidate);
    const etag = await sizeAndTime(file);
    if (etag !== undefined) return { file, etag };
  }
  return undefined;
}

/** An ETag of a file; undefined when there is no such file. */
async function sizeAndTime(file: string): Promise<string | undefined> {
  try {
    const found = await stat(file);
    return found.isFile()
      ? `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`
      : undefined;
  } catch {
    return undefined;
  }
}

async function fileAnswer({ file, etag }: Found, known: string | null): Promise<Response> {
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  if (known === etag) return new Response(null, { status: 304, headers: headersOf({ ETag: etag }) });
  return new Response(await readFile(file), {
    headers: headersOf({ 'Content-Type': type, ETag: etag }),
  });
}

/** Where an address leads that is not quite that of a page, or none any more. */
async function redirectFor(folder: string, path: string): Promise<Response | undefined> {
  // Somebody has typed it, with a slash too many or too few.
  const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
  const to = (await fileFor(folder, other)) === undefined ? await writtenDown(folder, path) : other;
  if (to === undefined) return undefined;
  return new Response(null, { status: 308, headers: headersOf({ Location: `${PORTAL_PATH}${to}` }) });
}

/** As the build wrote it: `/from /to 301`, a line each. */
async function writtenDown(folder: string, path: string): Promise<string | undefined> {
  const lines = (await textOf(join(folder, '_redirects')))?.split('\n') ?? [];
  const [, to] =
    lines.map((line) => line.split(' ')).find(([from]) => from === path.replace(/\/$/, '')) ?? [];
  return to;
}

/** The page that says so, for whoever looked for one: its links begin at the root of the portal. */
async function notFound(folder: string, path: string): Promise<Response> {
  const isPage = /(?:\/|\/[^/.]*|\.html)$/.test(path);
  const [language = ''] = /^\/[a-z]{2}\//.exec(path) ?? [];
  const page = isPage
    ? ((await textOf(join(folder, language, '404.html'))) ?? (await textOf(join(folder, '404.html'))))
    : undefined;
  const text = page?.replaceAll(/(\s(?:href|src)=")\//g, `$1${PORTAL_PATH}/`);
  return new Response(text ?? `There is no such page: begin at ${PORTAL_PATH}/ and search there.\n`, {
    status: 404,
    headers: headersOf({ 'Content-Type': TYPES[text === undefined ? '.txt' : '.html']! }),
  });
}

/** Text of a file; undefined when there is none. */
async function textOf(file: string): Promise<string | undefined> {
  return await readFile(file, 'utf8').catch(() => undefined);
}
