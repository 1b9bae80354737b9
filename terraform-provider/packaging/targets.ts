// The platforms that a release is made for, and how much is known of each.

export interface ReleaseTarget {
  /** Terraform's name. */
  readonly name: string;
  /** What the standalone binary is compiled for. */
  readonly bun: string;
  /** Whether the binary was run, or only built. */
  readonly proof: 'run in tests' | 'built, not run';
}

export const releaseTargets: readonly ReleaseTarget[] = [
  // "baseline" runs on processors without AVX2 as well.
  { name: 'linux_amd64', bun: 'bun-linux-x64-baseline', proof: 'run in tests' },
  { name: 'linux_arm64', bun: 'bun-linux-arm64', proof: 'built, not run' },
  { name: 'darwin_amd64', bun: 'bun-darwin-x64', proof: 'built, not run' },
  { name: 'darwin_arm64', bun: 'bun-darwin-arm64', proof: 'built, not run' },
  { name: 'windows_amd64', bun: 'bun-windows-x64-baseline', proof: 'built, not run' },
];
