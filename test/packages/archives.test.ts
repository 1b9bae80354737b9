// What is sent to a registry can be installed: every file that a manifest names is there, types fit whoever resolves them,
// nothing of the workspace is asked for, and no link of a README leads out of the archive.
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import typescript from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Packed } from '../../scripts/packages/pack.ts';
import { workspaceNames } from '../../scripts/packages/workspace.ts';
import { isForFullRun } from '../support/left-out.ts';
import { packedArchives } from '../support/packed-archives.ts';
import { COMPILERS, newProject, ROOT } from './project.ts';

const FOLDERS = [
  'sdk',
  'cdktf-provider',
  'emulator',
  'direct',
  'kubernetes-api',
  'terraform-plugin',
] as const;
/** Those that are modules alone. */
const MODULES: readonly string[] = ['emulator', 'direct'];
/** What one asks for of the others. */
const ASKED: Readonly<Record<string, readonly string[]>> = { emulator: ['@hikube/sdk'] };

let folder: string;
let packed: readonly Packed[];
beforeAll(async () => {
  ({ folder, archives: packed } = await packedArchives());
});

const tool = async (name: string, args: readonly string[]) => {
  const project = await newProject([]);
  try {
    return await project.run(process.execPath, [join(ROOT, 'node_modules', name), ...args]);
  } finally {
    await project.dispose();
  }
};

async function textsOf(folder: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const));
}

describe.each(FOLDERS)('%s', (name) => {
  // It compiles in four ways; the short run asks of one package.
  const leftOut = name !== 'sdk' && isForFullRun(`attw of ${name}`);
  const below = (...parts: string[]) => join(folder, 'npm', name, ...parts);

  test('has a manifest that keeps its word (publint)', async () => {
    expect(await tool('publint/src/cli.js', ['run', below(), '--strict', '--pack', 'false'])).toContain(
      'All good!',
    );
  });

  test.skipIf(leftOut)('has types for every way to resolve them (attw)', async () => {
    const archive = packed.find(({ file }) => file.includes(`${name}-0`))?.file;
    const report = await tool('@arethetypeswrong/cli/dist/index.js', [
      archive ?? '',
      '--no-emoji',
      '--no-color',
      ...(MODULES.includes(name) ? ['--profile', 'esm-only'] : []),
    ]);
    // It fails when something is wrong that is not ignored.
    expect(report).toContain(MODULES.includes(name) ? '(ignored)' : 'No problems found');
  });

  test('has types that ask for nothing but the target es2022', async () => {
    const files = (await readdir(below())).filter((file) => file.endsWith('.d.ts'));
    const options = { noEmit: true, strict: true, target: 'es2022', module: 'nodenext', types: [] };
    const project = await newProject([]);
    try {
      await project.write(
        'tsconfig.json',
        JSON.stringify({ compilerOptions: options, files: files.map((file) => below(file)) }),
      );
      const words = [COMPILERS['TypeScript 7'], '-p', '.', '--pretty', 'false'];
      const said = await project.run(process.execPath, words).catch(String);
      // Other packages are not installed beside it here; what is asked is that no library of the language is missing.
      const errors = said
        .split('\n')
        .filter((line) => /error TS(2304|2318|2550|2552|2583|2584)\b/.test(line));
      expect(errors).toEqual([]);
    } finally {
      await project.dispose();
    }
  });

  test('names its licence, its engines, where it comes from and how to find it', async () => {
    const manifest = JSON.parse(await readFile(below('package.json'), 'utf8'));
    expect(manifest).toMatchObject({
      license: 'Apache-2.0',
      engines: { node: expect.any(String) },
      repository: { type: 'git', directory: name },
    });
    expect(manifest.keywords.length).toBeGreaterThan(3);
    await access(below('LICENSE'));
  });

  test('asks for nothing of the workspace, and shows nothing of it', async () => {
    const manifest = JSON.parse(await readFile(below('package.json'), 'utf8'));
    const asked = ASKED[name] ?? [];
    const others = [...(await workspaceNames())].filter((each) => each !== manifest.name);
    expect(Object.keys(manifest.dependencies).filter((each) => others.includes(each))).toEqual(asked);
    const inside = others.filter((each) => !asked.includes(each));
    for (const [file, text] of await textsOf(below())) {
      if (!/\.(c?js|d\.c?ts)$/.test(file)) continue;
      // As it is read, and not as a text: a page of the console shows programs that import.
      const imported = typescript
        .preProcessFile(text, true, true)
        .importedFiles.map(({ fileName }) => fileName);
      const ours = imported.filter((each) =>
        inside.some((own) => each === own || each.startsWith(`${own}/`)),
      );
      expect([file, ours]).toEqual([file, []]);
      expect([file, /@hikube\/source|sourceMappingURL/.test(text)]).toEqual([file, false]);
    }
  });

  test('has a README whose links stay inside or lead to the web', async () => {
    const readme = await readFile(below('README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? '');
    for (const link of links.filter((each) => !/^(https:|#)/.test(each))) await access(below(link));
  });
});

test('what they weigh', () => {
  console.log(
    `packages: ${packed.map(({ name, bytes }) => `${name} ${Math.round(bytes / 1024)} KiB`).join(', ')} packed`,
  );
  expect(packed).toHaveLength(FOLDERS.length);
});
