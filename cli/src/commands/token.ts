// hikube token …: who may call the API.
import type { TokenCreate } from '@hikube/sdk';
import { bodyOf } from '../contract/body.ts';
import { bodies } from '../generated/fields.gen.ts';
import { command, type Group } from './command.ts';
import { lists, shows } from './reading.ts';
import { show } from './work.ts';

const TOKEN = { name: 'token', brief: 'Id of the token', complete: 'tokens' } as const;

const create = command({
  brief: 'Issue a token; it is printed once and never again',
  fields: bodies.TokenCreate,
  examples: ['hikube token create --scopes read --display-name ci --ttl-seconds 86400'],
  async run(session, { fields }) {
    const body = (await bodyOf(bodies.TokenCreate, fields, session.load)) as unknown as TokenCreate;
    const issued = await (await session.client()).tokens.create(body);
    if (session.form.name !== 'text') await session.show('token', issued);
    else session.host.stdout.write(`${issued.token}\n`);
    session.say(`token ${issued.id}; revoke it with: hikube token revoke ${issued.id}`);
    return 0;
  },
});

const revoke = command({
  brief: 'Make a token worthless, from now on and for good',
  args: [TOKEN],
  examples: ['hikube token revoke $TOKEN'],
  async run(session, { args: [id = ''] }) {
    await show(session, 'token', await (await session.client()).tokens.revoke(id));
    return 0;
  },
});

export const tokenCommands: Group = {
  brief: 'Tokens of the tenant',
  commands: {
    list: lists(
      { kind: 'token', brief: 'List tokens, without their secrets', examples: ['hikube token list'] },
      (hikube) => hikube.tokens.list(),
    ),
    get: shows(
      {
        kind: 'token',
        brief: 'Show a token, without its secret',
        args: [TOKEN],
        examples: ['hikube token get $TOKEN'],
      },
      (hikube, [id = '']) => hikube.tokens.get(id),
    ),
    create,
    revoke,
  },
};
