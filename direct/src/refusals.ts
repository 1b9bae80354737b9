// What needs a service that lives on: refused with what to run for it, instead of accepted and forgotten with the process.
import { Refusal } from '@hikube/service/http';
import { bodyOf, pathOf } from './what-is-asked.ts';

const RUN =
  'run the service for it, as docs/guides/run-on-cozystack.md says, and set endpoint and token in place of the kubeconfig';

/** @throws Refusal `capability_missing` for what cannot be done here */
export function refuseWhatLasts({ method, url }: Pick<Request, 'method' | 'url'>, text: string): void {
  const path = pathOf(url);
  if (path.startsWith('/v1/tokens'))
    throw missing('', 'Tokens belong to a service', 'the kubeconfig is the only credential here');
  const body = bodyOf(text);
  if (method === 'POST' && /\/version-upgrades$/.test(path) && (body['start'] ?? 'now') !== 'now')
    throw missing(
      '/start',
      'An upgrade at a later time',
      'nobody is there to begin it when this process has ended',
    );
  if (/\/version-upgrades\/[^/]+\/(pause|resume)$/.test(path))
    throw missing('', 'A paused upgrade', 'nobody remembers the pause when this process has ended');
  if (body['maintenance'] !== undefined && body['maintenance'] !== null)
    throw missing('/maintenance', 'A maintenance window', 'nobody is there when it opens');
  if (new URL(url).searchParams.get('applyIn') === 'window')
    throw missing('/applyIn', 'A change that waits for the window', 'nobody is there when it opens');
}

function missing(pointer: string, what: string, why: string): Refusal {
  const detail = `${what} needs a service that goes on running: ${why}. Leave it out, or ${RUN}.`;
  return new Refusal('capability_missing', detail, {
    errors: [{ pointer, code: 'capability_missing', detail }],
  });
}
