// Which compilers a machine has, and whether they are new enough for what is generated.
import { spawnSync } from 'node:child_process';

/** What a tool says of its version, asked outside of any module, which could ask for a newer one; undefined without it. */
function versionOf(tool: string, words: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(tool, words, { encoding: 'utf8', cwd: '/' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Why nothing can be built in Go here: `go tool` came with 1.24, and an older one knows no newer of its kind. */
export function missingGo(): string | undefined {
  const version = versionOf('go', ['version']);
  if (version === undefined) return 'there is no go on this machine';
  const [, minor = '0'] = /go1\.(\d+)/.exec(version) ?? [];
  return Number(minor) >= 24 ? undefined : `it needs Go 1.24 or newer, and here is ${version}`;
}

/** Why nothing can be built in Rust here: what the clients stand on needs a compiler of 2025. */
export function missingCargo(): string | undefined {
  const version = versionOf('cargo', ['--version']);
  if (version === undefined) return 'there is no cargo on this machine';
  const [, minor = '0'] = /cargo 1\.(\d+)/.exec(version) ?? [];
  return Number(minor) >= 85 ? undefined : `it needs Rust 1.85 or newer, and here is ${version}`;
}

/** Why nothing can be built in Java here. */
export function missingMaven(): string | undefined {
  const hasBoth =
    versionOf('mvn', ['--version']) !== undefined && versionOf('javac', ['--version']) !== undefined;
  return hasBoth ? undefined : 'there is no Maven with a JDK on this machine';
}
