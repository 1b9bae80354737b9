// A page in somebody's browser can send requests to this machine, also by a name of its own that leads here: it gets nothing.
import { answerRefusal, Refusal } from '@hikube/service/http';

/** By what this machine is called from itself, as URLs write it. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** A refusal for what does not come here on purpose. @param requestId of the request, for the refusal */
export type RefuseForeign = (request: Request, requestId: string) => Response | undefined;

/**
 * Refuses every name but those of this machine and what is allowed beside them.
 * @throws RangeError for what is no name
 */
export function foreignRefusal(allowed: readonly string[]): RefuseForeign {
  const known = new Set([...LOOPBACK, ...allowed.map(hostnameOf)]);
  const names = [...known].join(', ');
  return ({ url, headers }, requestId) => {
    const { hostname, pathname: path } = new URL(url);
    const origin = headers.get('Origin');
    const refusal = (detail: string) => answerRefusal(new Refusal('forbidden', detail), { requestId, path });
    if (!known.has(hostname))
      return refusal(
        `The emulator answers to ${names} and not to ${hostname}: use the endpoint as it was printed, or allow the name.`,
      );
    if (origin !== null && !(URL.canParse(origin) && known.has(new URL(origin).hostname)))
      return refusal(
        `The emulator answers pages of ${names} and not of ${origin}: open yours by one of these names, or allow its own.`,
      );
    return undefined;
  };
}

/** As URLs write it, which is in small letters and an IPv6 address in brackets. */
function hostnameOf(name: string): string {
  const written = name.includes(':') && !name.startsWith('[') ? `[${name}]` : name;
  const url = `http://${written}/`;
  if (/[/?#@*\s]/.test(name) || !URL.canParse(url))
    throw new RangeError(
      `${JSON.stringify(name)} is no name of a host: write it as in an address, without http:// and port.`,
    );
  return new URL(url).hostname;
}
