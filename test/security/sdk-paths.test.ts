// Every method of the SDK × every parameter that becomes part of a path × hostile names: nothing leaves the process.
import { createClient, type Hikube, UnsafePathError } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { HOSTILE_SEGMENTS } from './hostile-paths.ts';

/** A client whose requests go nowhere and are kept. */
function client(): { readonly hikube: Hikube; readonly left: string[] } {
  const left: string[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    left.push(request.url);
    const problem = {
      type: 'about:blank',
      title: 'No',
      status: 400,
      code: 'invalid_parameter',
      detail: 'No.',
    };
    return Response.json(problem, { status: 400, headers: { 'content-type': 'application/problem+json' } });
  };
  const hikube = createClient({
    endpoint: 'http://127.0.0.1:9/v1',
    token: 'none',
    fetch,
    retry: { maxRetries: 0 },
  });
  return { hikube, left };
}

type Method = (...values: unknown[]) => unknown;

/** Every method of every part of the client. */
function methods(hikube: Hikube): readonly { readonly name: string; readonly call: Method }[] {
  return Object.entries(hikube)
    .filter(([, part]) => typeof part === 'object' && part !== null)
    .flatMap(([part, object]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(object))
        .filter((name) => name !== 'constructor')
        .map((name) => ({
          name: `${part}.${name}`,
          call: (...values: unknown[]) => ((object as Record<string, Method>)[name] as Method)(...values),
        })),
    );
}

/** Runs a call to its end, whatever it gives: a promise, an operation, a list or a stream. */
async function run(call: () => unknown): Promise<unknown> {
  try {
    const result = call() as Partial<AsyncIterable<unknown>> & { toArray?: () => Promise<unknown> };
    if (typeof result.toArray === 'function') await result.toArray();
    else if ('then' in result) await result;
    else if (typeof result[Symbol.asyncIterator] === 'function')
      for await (const _each of result as AsyncIterable<unknown>) break;
    return undefined;
  } catch (error) {
    return error;
  }
}

const POSITIONS = 3;

/** Arguments that are all names, one of them this. */
const names = (position: number, value: string) =>
  Array.from({ length: POSITIONS }, (_, index) => (index === position ? value : `fine${index}`));

/** Which arguments of a method become part of its path: those that are found there. */
async function pathPositions(name: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (let position = 0; position < POSITIONS; position += 1) {
    const { hikube, left } = client();
    const method = methods(hikube).find((each) => each.name === name)!;
    await run(() => method.call(...names(position, 'marker')));
    if (left.some((url) => new URL(url).pathname.includes('/marker'))) found.push(position);
  }
  return found;
}

const counts = { methods: 0, calls: 0 };

test.each(methods(client().hikube).map(({ name }) => name))('%s', async (name) => {
  counts.methods += 1;
  for (const position of await pathPositions(name)) {
    for (const hostile of HOSTILE_SEGMENTS) {
      const { hikube, left } = client();
      const method = methods(hikube).find((each) => each.name === name)!;
      const error = await run(() => method.call(...names(position, hostile)));
      expect({ hostile, left, error }).toEqual({ hostile, left: [], error: expect.any(UnsafePathError) });
      counts.calls += 1;
    }
  }
});

test('all of them were tried', () => {
  expect(counts.methods).toBeGreaterThan(50);
  expect(counts.calls).toBeGreaterThan(40 * HOSTILE_SEGMENTS.length);
  console.log(
    `hostile paths: ${counts.methods} methods of the SDK, ${counts.calls} calls with ${HOSTILE_SEGMENTS.length} names, 0 requests left the process`,
  );
});
