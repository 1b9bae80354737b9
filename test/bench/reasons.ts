// Why a figure is above its aim, one sentence for each row that is known to be. `npm run bench` prints it beside the
// aim, and only when the row is missed.
import type { Figure } from './figure.ts';

const NODE_START =
  'Node takes longer to start than a Go program, and terraform starts the provider up to four times.';
const FIXED = `${NODE_START} What is ours of it is read, compiled and said before the first call.`;
const HTTP2 =
  'Each call passes through node:http2, at a quarter of a millisecond; framing of our own could save half, and has to be proved safe first.';
const NODE_MEMORY =
  'An empty Node process is larger than the whole Go one, and V8 keeps what it has compiled.';
const DRY_RUNS =
  'Plans ask this service for a dry run of each change, which Go, having none, never asks for.';
const STREAMS_LOOK = 'Each of a thousand streams looks at its token and its events every five seconds';

/** Rows by the first words of their names: the longest that fits counts. */
export const REASONS: Readonly<Record<string, string>> = {
  'yardstick: handshake': FIXED,
  'yardstick: validate': FIXED,
  'yardstick: plan of 1,': FIXED,
  'yardstick: plan of 1, memory': NODE_MEMORY,
  'yardstick: plan of 100,': HTTP2,
  'yardstick: plan of 100 node groups': HTTP2,
  'yardstick: plan of 1000': HTTP2,
  'yardstick: apply of 1,': FIXED,
  "yardstick: apply of 50, the service's CPU": DRY_RUNS,
  'provider: plan without changes': 'terraform_data starts no process and makes no call.',
  'provider: CPU time for each node group': HTTP2,
  'provider: exec to handshake': FIXED,
  'service: CPU of a GET of a cluster':
    'A chain of checks (host, token, limits, tenant, version, log line) stands before the bytes, and what arrives on a socket is read in small pieces.',
  'service: CPU of a GET of a page':
    'Which clusters are on the page is read anew each time, and whether what is kept of each of them still holds is compared; the chain stands before both.',
  'service: CPU of a GET of the contract': 'The same chain stands before the bytes as before every answer.',
  'service: time of':
    'A change is 2.4 commits of 25 rows: its own, what the simulated platform remembers, and the end of its operation. The rules between them take milliseconds of CPU while they are new to V8; the floor is one row, written by a loop.',
  'service: start to first answer':
    'The store is opened, migrated and locked and the whole service is compiled before the first answer.',
  'service: heap for each cluster':
    'Store, simulation and ten nodes of each cluster are all kept in this one process: fifty documents, of which 17 events and 26 entries for them, are some 500 objects and as many texts.',
  'service: page of 50 at':
    'A page asks for the same rows however many there are; what shows is that each collection of garbage looks at all of them.',
  'service: CPU of a GET beside': `${STREAMS_LOOK}, and that time is counted with the GETs, which do nothing for streams.`,
  'service: latency of a GET beside': `${STREAMS_LOOK}, and a GET waits for as long.`,
  'constructs: all that is loaded':
    "Bindings that the engine's generator writes are nearly all of it, and grow with every field of the contract.",
  'constructs: synth': 'What the package adds is loaded and checked besides the engine.',
  'constructs: type check': 'The types of every resource are read, used or not.',
  'sdk: a call':
    'A call has a deadline, a retry budget, hooks and a check of the answer, which fetch has not.',
  'sdk: a client that makes a cluster':
    'Retries with a budget, waits over restarts, hooks, resumed work and every resource of the client are in it; the resources alone are 2 kB.',
  'sdk: one function and its errors':
    'Sending, errors, retries, hooks and checks of what is sent are 5 kB of it, and each is in every call.',
  'emulator: what a page loads at once':
    'The service itself is in it, of which reconciler, platform, plans and handlers all take part in a creation.',
  'emulator: start in Chromium': 'Each page compiles half a megabyte of script anew before the first answer.',
  'tests: npm test':
    'Stories with real programs are most of it: terraform, PostgreSQL, Chromium and installed archives, on two cores.',
};

export const isMissed = ({ value, aim }: Figure): boolean => aim !== undefined && value > aim;

/** Why a row is above its aim, or undefined when nobody has said. */
export function reasonFor(name: string): string | undefined {
  const [longest] = Object.keys(REASONS)
    .filter((start) => name.startsWith(start))
    .sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : REASONS[longest];
}
