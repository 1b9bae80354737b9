// What needs a service that lives on: refused with what to run for it, instead of accepted and forgotten with the process.
import { Refusal } from '@hikube/service/http';
import { bodyOf, pathOf } from './what-is-asked.ts';

const RUN =
  'run the service for it, as docs/guides/run-on-cozystack.md says, and set endpoint and token in place of the kubeconfig';

/** @returns undefined for what can be done here */
export function refusalOf(
  { method, url }: Pick<Request, 'method' | 'url'>,
  text: string,
): Refusal | undefined {
  const path = pathOf(url);
  if (path.startsWith('/v1/tokens'))
    return missing('', 'Tokens belong to a service', 'the kubeconfig is the only credential here');
  const body = bodyOf(text);
  if (method === 'POST' && /\/version-upgrades$/.test(path) && (body['start'] ?? 'now') !== 'now')
    return missing(
      '/start',
      'An upgrade at a later time',
      'nobody is there to begin it when this process has ended',
    );
  if (/\/version-upgrades\/[^/]+\/(pause|resume)$/.test(path))
    return missing('', 'A paused upgrade', 'nobody remembers the pause when this process has ended');
  if (body['maintenance'] !== undefined && body['maintenance'] !== null)
    return missing('/maintenance', 'A maintenance window', 'nobody is there when it opens');
  if (new URL(url).searchParams.get('applyIn') === 'window' || body['applyIn'] === 'window')
    return missing('/applyIn', 'A change that waits for the window', 'nobody is there when it opens');
  return undefined;
}

function missing(pointer: string, what: string, why: string): Refusal {
  const detail = `${what} needs a service that goes on running: ${why}. Leave it out, or ${RUN}.`;
  return new Refusal('capability_missing', detail, {
    errors: [{ pointer, code: 'capability_missing', detail }],
  });
}
