// The packages that anybody may install: what each of them shows. Everything else of the workspace is inside of them.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../checks/run.ts';

/** A package of the registry. */
export interface PublicPackage {
  /** Folder below the root. */
  readonly folder: string;
  /** Source files by the path under which they are imported; `.` is the package itself. */
  readonly entries: Readonly<Record<string, string>>;
  /** What differs by where it runs: source files by condition, by the name under which the package itself imports them. */
  readonly inner?: Readonly<Record<`#${string}`, Readonly<Record<string, string>>>>;
  /** Where it runs: in Node, or anywhere that has `fetch`. */
  readonly platform: 'node' | 'neutral';
  /** Commands by name: the source file of each. */
  readonly commands?: Readonly<Record<string, string>>;
  /** Whether `require` gets CommonJS of its own; a module alone does for whoever runs on a newer Node. */
  readonly hasCommonJs: boolean;
  /** Files beside the code, from the folder of the package. */
  readonly files: readonly string[];
  /** Words to find it by. */
  readonly keywords: readonly string[];
}

const WORDS = ['hikube', 'kubernetes', 'cozystack'];

/** Why a server could not be reached: no browser says it, so none carries the words. */
const REASON = {
  workerd: 'src/transport/browser-reason.ts',
  browser: 'src/transport/browser-reason.ts',
  default: 'src/transport/system-reason.ts',
};

/** All of them. */
export async function publicPackages(): Promise<readonly PublicPackage[]> {
  return [
    {
      folder: 'sdk',
      entries: { '.': 'src/index.ts', './node': 'src/node/index.ts', './otel': 'src/otel/index.ts' },
      inner: { '#reason': REASON },
      platform: 'neutral',
      hasCommonJs: true,
      files: [],
      keywords: [...WORDS, 'sdk', 'openapi'],
    },
    {
      folder: 'cdktf-provider',
      entries: {
        '.': 'src/cdktn/index.ts',
        './cdktf': 'src/cdktf/index.ts',
        ...(await modules('cdktf-provider/src/generated/cdktn', '.')),
        ...(await modules('cdktf-provider/src/generated/cdktf', './cdktf')),
      },
      platform: 'node',
      hasCommonJs: true,
      files: ['schema.json'],
      keywords: [...WORDS, 'cdktf', 'cdktn', 'cdk', 'terraform', 'constructs'],
    },
    {
      folder: 'emulator',
      entries: {
        '.': 'src/index.ts',
        './vitest': 'src/vitest.ts',
        './msw': 'src/msw.ts',
        './node': 'src/node/index.ts',
      },
      commands: { 'hikube-emulator': 'src/main.ts' },
      platform: 'neutral',
      // Vitest cannot be required, and msw need not be.
      hasCommonJs: false,
      files: [],
      keywords: [...WORDS, 'emulator', 'testing', 'mock', 'vitest', 'msw'],
    },
    {
      folder: 'direct',
      entries: { '.': 'src/index.ts' },
      platform: 'node',
      hasCommonJs: false,
      files: [],
      keywords: [...WORDS, 'kubeconfig', 'tenant'],
    },
    {
      folder: 'kubernetes-api',
      entries: { '.': 'src/index.ts', './node': 'src/node/index.ts' },
      platform: 'node',
      hasCommonJs: true,
      files: [],
      keywords: ['kubernetes', 'apiserver', 'testing', 'controller', 'operator', 'kubectl', 'emulator'],
    },
    {
      folder: 'terraform-plugin',
      entries: { '.': 'src/index.ts', './protocol': 'src/protocol/index.ts' },
      platform: 'node',
      hasCommonJs: true,
      files: [],
      keywords: ['terraform', 'opentofu', 'provider', 'plugin', 'protocol'],
    },
  ];
}

/** The generated modules of a folder, each under its own name. */
async function modules(folder: string, below: string): Promise<Record<string, string>> {
  const names = (await readdir(join(ROOT, folder))).map((file) => file.replace(/\.ts$/, ''));
  const [, ...inside] = folder.split('/');
  return Object.fromEntries(
    names.sort().map((name) => [`${below}/${name}`, `${inside.join('/')}/${name}.ts`]),
  );
}
