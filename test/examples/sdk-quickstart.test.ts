// The SDK quickstart does what its README says.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startServiceProcess } from '../support/service-process.ts';

const example = fileURLToPath(new URL('../../examples/sdk-quickstart/main.ts', import.meta.url));

test('creates, shows, upgrades and deletes a cluster', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'hikube-example-'));
  const service = await startServiceProcess({ store: 'memory', dataDirectory: scratch, speed: 1200 });
  try {
    const { code, text } = await run({ HIKUBE_ENDPOINT: service.endpoint, HIKUBE_TOKEN: service.token });
    expect({ code, text }).toMatchObject({ code: 0 });
    expect(text).toMatch(/100 % {2}Cluster\.create/);
    expect(text).toMatch(/runs Kubernetes 1\.34\.\d+ at https:/);
    expect(text.match(/in (geneva|gland|lucerne): Ready/g)).toHaveLength(6);
    // What was planned is what is done: each group that the plan has shown, with the pace that it has shown.
    expect(text).toMatch(/100 % {2}VersionUpgrade\.run/);
    expect(text).toMatch(/100 % {2}Cluster\.delete/);
    expect(text.trimEnd().endsWith('It is gone.')).toBe(true);
  } finally {
    await service.stop();
    await rm(scratch, { recursive: true, force: true });
  }
});

function run(environment: Record<string, string>): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--conditions=@hikube/source', example], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    child.once('close', (code) => resolve({ code, text }));
  });
}
