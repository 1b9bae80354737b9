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
   */
  create(body: HoldCreate, options: KeyedOptions = {}): ApiCall<Hold> {
    return call(this.#context, 'POST', '/holds', { body }, options);
  }
}
