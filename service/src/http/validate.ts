// The shape of a body: the generated validators, before anybody looks at what it means.
import { bodies, type Validate } from '@hikube/openapi/validators';
import { createMiddleware } from 'hono/factory';
import { fieldErrors } from '../plan/field-errors.ts';
import { invalidBody } from '../refusal.ts';
import type { Environment } from './environment.ts';

/** Refuses with `validation_failed` what does not have the shape of the contract; every wrong field is named. */
export const validateBody = createMiddleware<Environment>(async (c, next) => {
  const { bodySchema } = c.get('operation').facts;
  if (bodySchema !== undefined) {
    const validate = bodies[bodySchema as keyof typeof bodies] as Validate<unknown>;
    if (!validate(c.get('body'))) throw invalidBody(fieldErrors(validate.errors, bodySchema, c.get('body')));
  }
  await next();
});
