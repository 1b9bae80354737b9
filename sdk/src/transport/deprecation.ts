// Tells once for each call and announcement that something which is used here goes: in the headers Deprecation and Sunset.
import type { Step } from './chain.ts';
import { quietly } from './hooks.ts';

/** Something that goes. */
export interface Deprecation {
  /** Method and path of the request that used it first. */
  readonly request: string;
  /** From then on it should not be used any more. */
  readonly since: Date;
  /** Until then it works; undefined while nobody knows. */
  readonly sunset: Date | undefined;
}

/** A step that tells `listener`; what the listener throws is its own affair, and no reason to fail a call. */
export function deprecation(listener: (deprecation: Deprecation) => unknown): Step {
  const told = new Set<string>();
  return (next) => async (request, signal) => {
    const reply = await next(request, signal);
    const { headers } = reply.response;
    const header = headers.get('Deprecation');
    if (header === null) return reply;
    const [, seconds] = /^@(-?\d{1,12})$/.exec(header) ?? [];
    const announcement = `${request.method} ${request.address} ${seconds} ${headers.get('Sunset')}`;
    if (seconds === undefined || told.has(announcement)) return reply;
    told.add(announcement);
    const sunset = new Date(headers.get('Sunset') ?? '');
    quietly(() =>
      listener({
        request: `${request.method} ${new URL(request.url).pathname}`,
        since: new Date(Number(seconds) * 1000),
        sunset: Number.isNaN(sunset.getTime()) ? undefined : sunset,
      }),
    );
    return reply;
  };
}

/** What is printed where nobody listens. */
export function warn({ request, since, sunset }: Deprecation): void {
  const end = sunset === undefined ? '' : `, and works until ${day(sunset)}`;
  console.warn(
    `hikube: ${request} uses something that is deprecated since ${day(since)}${end}. Update @hikube/sdk, or see the reference of this call.`,
  );
}

const day = (moment: Date) => moment.toISOString().slice(0, 10);
