import { expect, test } from 'vitest';
import { packageArrowFindings } from './package-arrows.ts';
import { packageOf } from './packages.ts';

const manifest = (folder: string, name: string, dependencies: Record<string, string> = {}) => ({
  path: `${folder}/package.json`,
  text: JSON.stringify({ name, dependencies }),
});

/** The name of the package in a folder. */
const nameOf = (folder: string) =>
  folder === 'terraform-plugin' ? folder : `@hikube/${folder.replace('platforms/', 'platform-')}`;

function findingsIn(path: string, text: string, dependencies: Record<string, string> = {}): string[] {
  const others = ['service', 'platforms/simulated', 'terraform-plugin'].filter(
    (each) => each !== packageOf(path),
  );
  return packageArrowFindings([
    manifest(packageOf(path), nameOf(packageOf(path)), dependencies),
    ...others.map((folder) => manifest(folder, nameOf(folder))),
    { path, text },
  ]);
}

test('down the arrows, and declared', () => {
  const text =
    "import { rule } from '@hikube/domain';\nimport './a.ts';\nimport 'node:fs';\nimport { own } from '@hikube/service';";
  expect(findingsIn('service/src/service.ts', text, { '@hikube/domain': '1' })).toEqual([]);
});

test('against the arrows', () => {
  expect(
    findingsIn('sdk/src/a.ts', "import type { S } from '@hikube/service';", { '@hikube/service': '1' }),
  ).toEqual([
    'sdk/src/a.ts:1 imports @hikube/service, but sdk may only import openapi; move the shared part down (package-arrows)',
    'sdk/package.json declares @hikube/service, but sdk may only import openapi; take it out (package-arrows)',
  ]);
});

test('the service knows no platform, in its code, in its types and in its manifest', () => {
  const declared = { '@hikube/platform-simulated': '1' };
  const manifestSays =
    'service/package.json declares @hikube/platform-simulated, but service may only import openapi, domain; take it out (package-arrows)';
  for (const text of [
    "import '@hikube/platform-simulated';",
    "import type { World } from '@hikube/platform-simulated';",
    "export * from '@hikube/platform-simulated';",
    "const late = () => import('@hikube/platform-simulated');",
  ]) {
    expect(findingsIn('service/src/a.ts', text, declared)).toEqual([
      'service/src/a.ts:1 imports @hikube/platform-simulated, but service may only import openapi, domain; move the shared part down (package-arrows)',
      manifestSays,
    ]);
  }
  expect(findingsIn('service/src/a.ts', 'export const nothing = 1;', declared)).toEqual([manifestSays]);
});

test('a library knows none of us', () => {
  const declared = { '@hikube/domain': '1' };
  expect(findingsIn('terraform-plugin/src/a.ts', "import '@hikube/domain';", declared)).toEqual([
    'terraform-plugin/src/a.ts:1 imports @hikube/domain, but terraform-plugin may only import nothing; move the shared part down (package-arrows)',
    'terraform-plugin/package.json declares @hikube/domain, but terraform-plugin may only import nothing; take it out (package-arrows)',
  ]);
  expect(findingsIn('sdk/src/a.ts', "import 'terraform-plugin';", { 'terraform-plugin': '1' })).toHaveLength(
    2,
  );
});

test('a platform comes to the service through its doors', () => {
  const declared = { '@hikube/service': '1' };
  const path = 'platforms/simulated/src/a.ts';
  expect(findingsIn(path, "import '@hikube/service/platform';", declared)).toEqual([]);
  expect(findingsIn(path, "import '@hikube/service/store';", declared)).toEqual([]);
  expect(findingsIn(path, "import '@hikube/service';", declared)).toEqual([
    `${path}:1 imports @hikube/service, but platforms/simulated comes to service through /limits, /platform, /platform/suite, /secrets, /store, /store/suite only; ask for it through one of them (package-arrows)`,
  ]);
  expect(
    findingsIn('platforms/simulated/src/a.test.ts', "import '@hikube/service/testing';", declared),
  ).toEqual([]);
});

test('an export from elsewhere counts as an import', () => {
  expect(findingsIn('domain/src/a.ts', "\nexport * from '@hikube/sdk';", { '@hikube/sdk': '1' })).toEqual([
    'domain/src/a.ts:2 imports @hikube/sdk, but domain may only import openapi; move the shared part down (package-arrows)',
    'domain/package.json declares @hikube/sdk, but domain may only import openapi; take it out (package-arrows)',
  ]);
});

test('a style sheet imports like any other file', () => {
  const path = 'console/src/styles/main.css';
  expect(findingsIn(path, '@import "@hikube/look";\n@import "./a.css";', { '@hikube/look': '1' })).toEqual(
    [],
  );
  expect(findingsIn(path, '/* All. */\n@import "../../../docs/src/style/a.css";')).toEqual([
    `${path}:2 imports ../../../docs/src/style/a.css, which is in another package; import it by its name (package-arrows)`,
  ]);
});

test('a path into another package', () => {
  expect(findingsIn('sdk/src/a.ts', "import '../../domain/src/index.ts';")).toEqual([
    'sdk/src/a.ts:1 imports ../../domain/src/index.ts, which is in another package; import it by its name (package-arrows)',
  ]);
});

test('a package that is not declared', () => {
  expect(findingsIn('service/src/a.ts', "import { Hono } from 'hono/tiny';")).toEqual([
    'service/src/a.ts:1 imports hono, which service/package.json does not declare; add it to dependencies (package-arrows)',
  ]);
});

test('tests may use what is installed for development', () => {
  expect(findingsIn('service/src/a.test.ts', "import { test } from 'vitest';")).toEqual([]);
});

test('the emulator is loaded when it is needed', () => {
  const declared = { '@hikube/emulator': '1' };
  expect(findingsIn('cli/src/a.ts', "const e = await import('@hikube/emulator');", declared)).toEqual([]);
  expect(findingsIn('cli/src/a.ts', "import '@hikube/emulator';", declared)).toEqual([
    'cli/src/a.ts:1 imports @hikube/emulator at once; load it with import() where it is needed (package-arrows)',
  ]);
});

test('words in comments and strings are no imports', () => {
  expect(
    findingsIn(
      'sdk/src/a.ts',
      "// import '@hikube/service';\nexport const a = \"import '@hikube/service'\";",
    ),
  ).toEqual([]);
});
