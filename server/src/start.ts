// `npm start`: the service from its sources. Stripping and compiling them is most of what a start takes, so Node keeps
// what it has compiled, by the content of each file, and a later start takes it from there. Where the folder cannot be
// written, it starts as it would without.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// A folder that NODE_COMPILE_CACHE names has Node's preference over this one.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/hikube/', import.meta.url)));
await import('./main.ts');
