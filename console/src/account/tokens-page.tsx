// Tokens: who may call the API for the tenant. A new one is shown once, in a notice that stays until one leaves.
import type { Token, TokenCreate } from '@hikube/sdk';
import { useContext, useState } from 'preact/hooks';
import { useLive } from '../live/use-live.ts';
import { useWhyNot } from '../may.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { Head } from '../ui/head.tsx';
import { Icon } from '../ui/icon.tsx';
import { Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { Refusal } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { Shown } from '../ui/shown.tsx';
import { useStillRows, Waiting } from '../ui/still-rows.tsx';
import { useAction } from '../ui/use-action.ts';
import { useArrival } from '../ui/use-arrival.ts';
import { useCopy } from '../ui/use-copy.ts';
import { calledOfToken, RevokeDialog } from './revoke-dialog.tsx';
import { TokenForm } from './token-form.tsx';

/** The page. */
export function TokensPage() {
  const { client, words } = useContext(Surroundings);
  const copy = useCopy();
  const reading = useLive(
    'tokens',
    (signal) => client.tokens.list({ signal }).toArray(),
    () => false,
  );
  const [issued, setIssued] = useState<string | undefined>();
  const news = useArrival<HTMLParagraphElement>(issued);
  const issue = useAction(async (order: TokenCreate) => {
    setIssued((await client.tokens.create(order)).token);
    await reading.refresh();
    return undefined;
  });
  const [asked, ask] = useState<Token | undefined>();
  return (
    <Page title={words.pages.tokens}>
      {issued === undefined ? null : (
        <Note kind="ok" role="status">
          <p ref={news} tabIndex={-1}>
            <b>{words.shownOnce}</b> <code>{issued}</code>
          </p>
          <div class="row">
            <Button onPress={() => copy(issued)}>
              <Icon name="copy" />
              {words.copyThis}
            </Button>
          </div>
        </Note>
      )}
      <Refusal error={issue.error} />
      <Shown reading={reading} what={words.theTokens}>
        {(tokens) => (
          <>
            <Table tokens={tokens} onRevoke={ask} />
            <Section title={words.makeToken}>
              <TokenForm key={issued} isBusy={issue.isUnderWay} onIssue={(order) => void issue.run(order)} />
            </Section>
          </>
        )}
      </Shown>
      {asked === undefined ? null : (
        <RevokeDialog token={asked} onClose={() => ask(undefined)} refresh={reading.refresh} />
      )}
    </Page>
  );
}

interface TableProps {
  readonly tokens: readonly Token[];
  readonly onRevoke: (token: Token) => void;
}

/** The tokens that work now. */
export function Table({ tokens, onRevoke }: TableProps) {
  const { browser, words } = useContext(Surroundings);
  const why = useWhyNot()('tokens.revoke');
  const active = tokens.filter(
    ({ revokedAt, expiresAt }) =>
      revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > browser.clock.now()),
  );
  const { rows, waiting, isGone, hand } = useStillRows(active, ({ id }) => id);
  return (
    <>
      <Waiting count={waiting} />
      <div class="panel" {...hand}>
        <table class="tt in stack">
          <Head columns={[words.name, words.may, words.ends, { name: words.revoke, isHidden: true }]} />
          <tbody>
            {rows.map((token) => {
              const { id, displayName, scopes, expiresAt } = token;
              return (
                <tr key={id} inert={isGone(token)}>
                  <th scope="row">
                    <span class="key">
                      {displayName === '' ? <span class="dim">{words.noName}</span> : displayName}
                      <span class="below mono">{id}</span>
                    </span>
                  </th>
                  <td data-l={words.may}>
                    <span class="row">
                      {scopes.map((scope) => (
                        <span key={scope} class="chip">
                          {scope}
                        </span>
                      ))}
                    </span>
                  </td>
                  <td data-l={words.ends}>
                    <span>{expiresAt === null ? words.never : words.day(Date.parse(expiresAt))}</span>
                  </td>
                  <td data-l="">
                    <Button kind="quiet" why={why} onPress={() => onRevoke(token)}>
                      {words.revokeAsk} <span class="vh">{calledOfToken(token)}</span>
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
