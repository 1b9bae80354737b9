// Temporary directories that disappear with the test that made them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty directory of the running test. */
export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'hikube-store-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
