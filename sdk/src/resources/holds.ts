// Which state keeps an object, for tools that keep one.
import type { Hold, HoldCreate } from '@hikube/openapi/client-types';
import type { ApiCall } from '../answering.ts';
import { call } from '../calls.ts';
import type { Context, KeyedOptions } from '../context.ts';

export class Holds {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * Says that a state has the object: from now on no create takes it over. Saying it again changes nothing.
   * @throws ConflictError `held_elsewhere` where another holder has it, unless `force` is true
   *
   * @example
   * const hold = await hikube.holds.create({
   *   object: { kind: 'Cluster', cluster: 'prod', name: 'prod', uid: '3f2b8c1e-6a4d-4e0f-9b7a-5c1d2e3f4a5b' },
   *   holder: '0c9e2f4a-7b1d-4c3e-8a5f-6d7e8f9a0b1c',
   * });
   */
  create(body: HoldCreate, options: KeyedOptions = {}): ApiCall<Hold> {
    return call(this.#context, 'POST', '/holds', { body }, options);
  }
}
