// The two engines that turn constructs into Terraform's JSON, and where each keeps its code generator.

/** `cdktn` (CDK Terrain) is the maintained fork of `cdktf`, which is archived. */
export const ENGINES = ['cdktn', 'cdktf'] as const;

export type EngineName = (typeof ENGINES)[number];

/** Neither engine exports its generator under a public name. */
export const GENERATORS: Readonly<Record<EngineName, { package: string; module: string }>> = {
  cdktn: { package: '@cdktn/provider-generator', module: './build/get/generator/provider-generator.js' },
  cdktf: { package: '@cdktf/provider-generator', module: './lib/get/generator/provider-generator.js' },
};

/** How stacks ask for the provider. */
export interface ProviderConstraint {
  readonly name: string;
  /** With its registry host, because terraform and tofu complete a short source differently. */
  readonly source: string;
  readonly version: string;
}

/** What `bindings-main.ts` reads from its standard input. */
export interface BindingsRequest {
  readonly engine: EngineName;
  readonly schema: unknown;
  readonly constraint: ProviderConstraint;
  /** Where the files go, as `providers/<name>/<resource>/index.ts`. */
  readonly folder: string;
}
