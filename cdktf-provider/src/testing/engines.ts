// Both engines with the constructs bound to them. Their types exclude each other although the libraries are alike, so the
// older one is used through the types of the other.
import * as forCdktn from '@hikube/cdktf-provider';
import * as forCdktf from '@hikube/cdktf-provider/cdktf';
import * as cdktf from 'cdktf';
import * as cdktn from 'cdktn';

export interface TestedEngine {
  readonly name: 'cdktn' | 'cdktf';
  readonly core: typeof cdktn;
  readonly hikube: typeof forCdktn;
}

/** For `describe.each`. */
export const ENGINES: readonly TestedEngine[] = [
  { name: 'cdktn', core: cdktn, hikube: forCdktn },
  {
    name: 'cdktf',
    core: cdktf as unknown as typeof cdktn,
    hikube: forCdktf as unknown as typeof forCdktn,
  },
];

/** Adds constructs to a stack. */
export type Build = (stack: cdktn.TerraformStack, engine: TestedEngine) => void;

/** What a stack becomes: the parts of Terraform's JSON that tests look at. */
export interface Synthesised {
  readonly text: string;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output: Readonly<Record<string, { readonly value: unknown }>>;
}

function stackOf(engine: TestedEngine, build: Build): cdktn.TerraformStack {
  // Write-only attributes need a promise that nothing older than this will run the stack.
  const app = engine.core.Testing.app({ context: { targetVersions: { terraform: '>=1.11.0' } } });
  const stack = new engine.core.TerraformStack(app, 'test');
  new engine.hikube.HikubeProvider(stack, 'hikube');
  build(stack, engine);
  return stack;
}

/** Synthesises a stack with its validations, without metadata. @throws Error with every complaint */
export function synth(engine: TestedEngine, build: Build): Synthesised {
  const text = engine.core.Testing.synth(stackOf(engine, build), true);
  return { ...JSON.parse(text), text };
}

/** The complaints that refuse a stack, each a line that begins with the path of the construct. */
export function complaints(engine: TestedEngine, build: Build): string[] {
  try {
    synth(engine, build);
  } catch (refused) {
    const lines = String(refused)
      .split('\n')
      .map((line) => line.trim());
    return lines.filter((line) => line.startsWith('['));
  }
  return [];
}

/** The warnings left on constructs. */
export function warnings(engine: TestedEngine, build: Build): string[] {
  const stack = stackOf(engine, build);
  engine.core.Testing.synth(stack, true);
  return stack.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata.filter(({ type }) => type === '@cdktf/warn').map(({ data }) => data),
    );
}
