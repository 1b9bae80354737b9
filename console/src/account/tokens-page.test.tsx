// The list of tokens: each row says which token it revokes.
import tokens from '@hikube/openapi/examples/listTokens.json' with { type: 'json' };
import type { Token } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { itemsOf, rendered } from '../rendered.support.tsx';
import type { SurroundingsValue } from '../surroundings.ts';
import { RevokeDialog } from './revoke-dialog.tsx';
import { Table } from './tokens-page.tsx';

const [TOKEN] = itemsOf<Token>(tokens) as [Token];

function shown(token: Token): string {
  const browser = { clock: { now: () => 0 } } as SurroundingsValue['browser'];
  return rendered(<Table tokens={[token]} onRevoke={() => undefined} />, 'en', { browser });
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

test('before it is revoked, it is said what that means, and why it cannot be done where it cannot', () => {
  const asked = (more: Partial<SurroundingsValue> = {}) =>
    rendered(
      <RevokeDialog
        token={{ ...TOKEN, displayName: 'ci' }}
        onClose={() => undefined}
        refresh={async () => undefined}
      />,
      'en',
      more,
    );
  expect(asked()).toContain('Revoke ci?');
  expect(asked()).toContain('Whoever uses it is refused from then on');
  expect(asked()).not.toContain('aria-disabled="true"');
  expect(asked({ isOnline: false })).toContain('You are offline');
});
