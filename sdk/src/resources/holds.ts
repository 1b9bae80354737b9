// Which state keeps an object, for tools that keep one.
import type { Hold, HoldCreate } from '@hikube/openapi/client-types';
import { call } from '../calls.ts';
import type { CallOptions, Context } from '../context.ts';

export class Holds {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * Says that a state has the object: from now on no create takes it over. Saying it again changes nothing.
   * @throws ConflictError `held_elsewhere` where another holder has it, unless `force` is true
   */
  create(body: HoldCreate, options: CallOptions = {}): Promise<Hold> {
    return call(this.#context, 'POST', '/holds', { body }, options);
  }
}
