// A token that is missing, wrong, expired or too weak: one clear error that says what to do, and nothing of the token.
import { beforeAll, expect, test } from 'vitest';
import type { Workspace } from '../../support/terraform.ts';
import { errorsOf, expectSuccess } from '../expect.ts';
import { PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp({ inside: {} });

const objects = `
resource "hikube_kubernetes_cluster" "main" {
  name = "prod"
}
resource "hikube_kubernetes_cluster" "second" {
  name = "second"
}
data "hikube_kubernetes_versions" "all" {}
`;
const configuration = (token: string) => `provider "hikube" {\n  token = "${token}"\n}\n${objects}`;

let workspace: Workspace;
const tokens: Record<string, string> = { wrong: 'hikube-wrong-token', malformed: 'hikube malformed-token' };
beforeAll(async () => {
  workspace = await setting.workspace();
  const { issue } = setting.hand;
  tokens['expired'] = await issue({ tenant: 'demo', scopes: ['admin'], expiresAt: Date.now() - 60_000 });
  tokens['read-only'] = await issue({ tenant: 'demo', scopes: ['read'] });
  tokens['good'] = await issue({ tenant: 'demo', scopes: ['read', 'write'] });
}, PATIENCE_MS);

test.each([
  ['wrong', /token/i],
  ['expired', /expired|not valid/i],
  ['malformed', /token/i],
])(
  'a token that is %s',
  async (which, text) => {
    const run = await planOf(workspace, configuration(tokens[which] ?? ''));
    const errors = errorsOf(run);
    expect(run.exitCode).toBe(1);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(text);
    expect(errors[0]).toMatch(/HIKUBE_TOKEN/);
    expect(run.stdout + run.stderr).not.toContain(tokens[which]);
  },
  PATIENCE_MS,
);

test(
  'no token at all, with and without a first question to the API',
  async () => {
    for (const skipped of [false, true]) {
      const none = `provider "hikube" {\n  token = ""\n  skip_preflight = ${skipped}\n}\n`;
      const errors = errorsOf(await planOf(workspace, none + objects));
      expect(errors).not.toEqual([]);
      for (const error of errors) expect(error).toMatch(/^There is no token: Set HIKUBE_TOKEN/);
    }
  },
  PATIENCE_MS,
);

test(
  'a token that may only read plans, and says in apply which scope it lacks',
  async () => {
    await planOf(workspace, configuration(tokens['read-only'] ?? ''));
    const errors = errorsOf(await workspace.apply());
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors)
      expect(error).toMatch(/needs a token with the scope write, and yours has read/);
  },
  PATIENCE_MS,
);

test(
  'the right token works',
  async () => {
    expectSuccess({ ...(await planOf(workspace, configuration(tokens['good'] ?? ''))), exitCode: 0 });
    expectSuccess(await workspace.apply());
  },
  PATIENCE_MS,
);
