// A 404 counts as "gone" only when the API says so of the object. A gateway that has lost a route answers 404 as well, with
// a page, and often for a few paths only: nothing is forgotten, made anew or called destroyed for that.
import { afterEach, expect, test } from 'vitest';
import { expectEmpty, expectError, expectSuccess, warningsOf } from '../expect.ts';
import { applyOf, PATIENCE_MS, planOf, setUp } from '../setting.ts';

const setting = setUp({ inside: {} });
afterEach(() => {
  setting.hand.before = undefined;
});

const hcl = (name: string, rest = '') => `
resource "hikube_kubernetes_cluster" "main" {
  name = "${name}"
  ${rest}
}
resource "hikube_kubernetes_node_group" "web" {
  cluster_id = hikube_kubernetes_cluster.main.id
  name       = "web"
}
`;

/** From now on, or after some more requests, the path is answered by somebody else. */
function lose(path: RegExp, method: string, after = 0): void {
  let left = after;
  setting.hand.before = async (request) =>
    request.method === method && path.test(new URL(request.url).pathname) && left-- <= 0
      ? new Response('<h1>default backend - 404</h1>', {
          status: 404,
          headers: { 'Content-Type': 'text/html' },
        })
      : undefined;
}

test(
  'a refresh keeps what a page hides',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, hcl('read')));
    lose(/\/clusters\/read(\/node-groups\/web)?$/, 'GET');
    expectError(await workspace.plan(), /Cannot read cluster read.*404 without a problem document/s);
    expectError(await workspace.apply(['-refresh-only']), /404 without a problem document/);
    setting.hand.before = undefined;
    expectEmpty(await workspace.plan());
  },
  PATIENCE_MS,
);

test(
  'a destroy that a page answers has destroyed nothing',
  async () => {
    const workspace = await setting.workspace();
    expectSuccess(await applyOf(workspace, hcl('kept')));
    lose(/\/clusters\/kept/, 'DELETE');
    expectError(await workspace.destroy(), /404 without a problem document/);
    setting.hand.before = undefined;
    expectEmpty(await planOf(workspace, hcl('kept')));
  },
  PATIENCE_MS,
);

test(
  'a create that cannot be read back, because of a page, is in state',
  async () => {
    const workspace = await setting.workspace();
    // The first one ends the wait.
    lose(/\/clusters\/made$/, 'GET', 1);
    const run = await applyOf(workspace, hcl('made'));
    expectSuccess(run);
    expect(warningsOf(run).join('\n')).toMatch(/cluster made could not be read back/);
    setting.hand.before = undefined;
    expect(await workspace.stateOf('hikube_kubernetes_cluster.main')).toMatchObject({ id: 'made' });
    expect(
      (await workspace.plan()).changes.filter(({ change }) => change.actions.includes('create')),
    ).toEqual([]);
  },
  PATIENCE_MS,
);
