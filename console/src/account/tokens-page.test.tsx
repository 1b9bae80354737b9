// The list of tokens: each row says which token it revokes.
import tokens from '@hikube/openapi/examples/listTokens.json' with { type: 'json' };
import type { Token } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { itemsOf, rendered } from '../rendered.support.tsx';
import type { SurroundingsValue } from '../surroundings.ts';
import { Table } from './tokens-page.tsx';

const [TOKEN] = itemsOf<Token>(tokens) as [Token];

function shown(token: Token): string {
  const browser = { clock: { now: () => 0 } } as SurroundingsValue['browser'];
  return rendered(<Table tokens={[token]} isBusy={false} onRevoke={() => undefined} />, 'en', { browser });
}

test('a token without a name says so, has its id once to be seen, and once for those who hear the button', () => {
  const html = shown({ ...TOKEN, displayName: '' });
  expect(html).toContain('Without a name');
  expect(html.split(TOKEN.id)).toHaveLength(3);
  expect(html).toContain(`<span class="vh">${TOKEN.id}</span>`);
});

test('a token with a name is revoked by its name', () => {
  expect(shown(TOKEN)).toContain(`<span class="vh">${TOKEN.displayName}</span>`);
});
