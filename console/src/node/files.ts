// @hikube/console/files: the page as files that a service can answer with.
import { gzipSync } from 'node:zlib';
import { type Built, buildConsole } from './build.ts';

/** A file for browsers. */
export interface PageFile {
  /** Path that it is answered at. */
  readonly path: string;
  /** Media type. */
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** The same, compressed. */
  readonly gzip: Uint8Array<ArrayBuffer>;
  /** Its name changes with what is in it, so that a browser may keep it for ever. */
  readonly isFixed: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/** The page with everything that it loads. The first file is the page itself, for `/`. */
export async function consoleFiles(): Promise<readonly PageFile[]> {
  const built = await buildConsole();
  return [
    fileOf('/', 'html', document(built), false),
    ...built.files.map(({ path, text }) => fileOf(path, path.slice(path.lastIndexOf('.') + 1), text, true)),
  ];
}

function fileOf(path: string, ending: string, text: string, isFixed: boolean): PageFile {
  const body = new TextEncoder().encode(text);
  const type = TYPES[ending] ?? 'application/octet-stream';
  return { path, type, body, gzip: new Uint8Array(gzipSync(body, { level: 9 })), isFixed };
}

/** Nothing in it is a script or a style of its own, so that the policy needs no exception. */
function document({ script, styles }: Built): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Hikube</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${styles}">
<script type="module" src="${script}"></script>
</head>
<body class="console"><noscript>The console needs JavaScript. The API at /v1, the command line and Terraform do without.</noscript></body>
</html>
`;
}
