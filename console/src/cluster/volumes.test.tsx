// Volumes that nobody can tell are not shown as none.
import cluster from '@hikube/openapi/examples/getCluster.json' with { type: 'json' };
import volumes from '@hikube/openapi/examples/listVolumes.json' with { type: 'json' };
import { createClient, type Volume } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { answerOf, itemsOf, rendered } from '../rendered.support.tsx';
import { readCluster } from './picture.ts';
import { Volumes } from './volumes.tsx';

/** What the page reads while the API server of the cluster is as it is. */
async function readWith(status: number, body: object) {
  const answers = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/volumes')) return Response.json(body, { status });
    if (pathname.endsWith('/prod')) return Response.json(answerOf(cluster));
    return Response.json({ items: [], nextCursor: null });
  };
  const fetch = async (input: Request | string | URL, init?: RequestInit) =>
    answers(new Request(input, init));
  const client = createClient({ endpoint: 'https://hikube.test/v1', token: 'a-token-of-the-tenant', fetch });
  return readCluster(client, 'prod', new AbortController().signal);
}

test('an API server that does not answer leaves the rest of the page, which says what is not known', async () => {
  const problem = { code: 'not_ready', status: 409, detail: 'It does not answer.', title: '', type: '' };
  const picture = await readWith(409, problem);
  expect(picture.cluster).toEqual(answerOf(cluster));
  const page = rendered(<Volumes volumes={picture.volumes} phase="Degraded" sites={[]} />);
  expect(page).toContain('nobody can tell which volumes there are');
});

test.each(['Pending', 'Provisioning'])(
  'of a cluster that is %s it is said that it is not up yet',
  (phase) => {
    const page = (language: 'en' | 'fr') =>
      rendered(<Volumes volumes={undefined} phase={phase} sites={[]} />, language);
    expect(page('en')).toContain('not up yet');
    expect(page('en')).not.toContain('does not answer');
    expect(page('fr')).toContain('pas encore');
  },
);

test('what can be told is shown, and none is nothing', async () => {
  expect(rendered(<Volumes volumes={[]} phase="Running" sites={[]} />)).toBe('');
  const [first] = itemsOf<Volume>(volumes);
  expect(rendered(<Volumes volumes={[first!]} phase="Running" sites={[]} />)).toContain(first!.name);
});

test('any other refusal is told as one', async () => {
  const problem = { code: 'not_found', status: 404, detail: 'There is none.', title: '', type: '' };
  await expect(readWith(404, problem)).rejects.toThrow('There is none.');
});
