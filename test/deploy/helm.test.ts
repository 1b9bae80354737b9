// Helm, without a cluster: it has nothing to say of the chart, makes of each variant what is kept in rendered/, and refuses
// what cannot work. `npm run test:full -- test/deploy/helm.test.ts -u` writes rendered/ anew.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHART, over, renderedFile, type Values, valuesFile, variants } from './chart.support.ts';
import { BUILD_MS, type Helm, helmIn, withoutHelm } from './helm/program.ts';
import { WRONG } from './wrong.support.ts';

/** What `kubectl apply` would get, by template. */
function objectsOf(manifest: string): string {
  const texts = manifest
    .split(/^---$/m)
    .map((text) => /^# Source: ([^\n]*)\n(.*)$/s.exec(text.trim()))
    .filter((found) => found !== null)
    .map(([, path = '', text = '']) => [path, `${text.trim()}\n`] as const)
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return texts.map(([, text]) => text).join('---\n');
}

const choices = await variants();
const leftOut = withoutHelm();
const base = choices.get('sqlite-in-cluster')!;

describe.skipIf(leftOut)('helm', () => {
  let home: string;
  let helm: Helm;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'hikube-helm-'));
    helm = await helmIn(home);
  }, BUILD_MS);
  afterAll(() => rm(home, { recursive: true }));
  const render = (values: string) =>
    helm('template', 'hikube', CHART, '--namespace', 'hikube-system', '--values', values);

  test.each([...choices.keys()])('%s: nothing to complain of', async (name) => {
    const { code, stdout } = await helm('lint', CHART, '--strict', '--values', valuesFile(name));
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('0 chart(s) failed') });
    expect(stdout).not.toMatch(/WARNING|ERROR/);
  });

  test.each([...choices.keys()])('%s: the objects that are kept', async (name) => {
    const { stdout, stderr } = await render(valuesFile(name));
    expect(stderr).toBe('');
    await expect(objectsOf(stdout)).toMatchFileSnapshot(renderedFile(name));
  });

  test.each(WRONG)('refuses $why', async ({ why, values }) => {
    const file = join(home, `${why.replaceAll(/\W/g, '-')}.yaml`);
    const wrong: Values = over(base, values);
    await writeFile(file, JSON.stringify(wrong));
    expect(await render(file)).toMatchObject({ code: 1, stderr: expect.stringContaining('values') });
  });
});
