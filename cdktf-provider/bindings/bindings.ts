// Has an engine generate its bindings. In a process of its own, because the generators are parts of command lines: they
// ask for terraform's version and report over the network while they load, and the two cannot be loaded side by side.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { BindingsRequest } from './engines.ts';

const MAIN = fileURLToPath(new URL('bindings-main.ts', import.meta.url));

/** What the engine's generator writes for the schema: paths with their contents. */
export async function generateBindings(
  request: Omit<BindingsRequest, 'folder'>,
): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), `hikube-${request.engine}-`));
  try {
    await runGenerator({ ...request, folder });
    return await readTree(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function runGenerator(request: BindingsRequest): Promise<void> {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['pipe', 'ignore', 'pipe'],
    // Neither a terraform on the PATH nor a network may make a difference.
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TERRAFORM_BINARY_NAME: 'no-terraform' },
  });
  child.stdin.end(JSON.stringify(request));
  const complaint = text(child.stderr);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new Error(`The generator of ${request.engine} ended with ${code}: ${await complaint}`);
}

async function readTree(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return new Map(
    files.map((file, index) => [relative(folder, file).replaceAll('\\', '/'), texts[index] as string]),
  );
}
