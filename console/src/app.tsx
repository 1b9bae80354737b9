// The whole page: who is in, where he is, and what surrounds every part of it.
import type { Hikube } from '@hikube/sdk';
import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { Bar, type Look, PlainBar } from './bar.tsx';
import { type Browser, THEMES, type Theme } from './browser.ts';
import { useDocumentation } from './documentation.ts';
import { TenantEvents } from './live/tenant-events.ts';
import { Pages } from './pages.tsx';
import { Session, type SessionState } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { Surroundings, type SurroundingsValue, type Undo } from './surroundings.ts';
import { type Language, languageOf, type Words, wordsOf } from './text/words.ts';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { Toast, type Told } from './ui/toast.tsx';
import { useHeard } from './use-heard.ts';
import { useRoute } from './use-route.ts';
import { hasWorld } from './world/controls.ts';

/** The application. */
export function App({ browser }: { readonly browser: Browser }) {
  const session = useMemo(() => new Session(browser), [browser]);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useHeard(() => session.onChange(() => redraw(undefined)), [session]);
  const look = useLook(browser);
  const words = useMemo(() => wordsOf(look.language, () => browser.clock.now()), [look.language, browser]);
  const documentation = useDocumentation(browser);
  const { state } = session;
  if (state.kind === 'out') return <Outside {...{ session, look, words, documentation }} />;
  // Another tenant is another page: nothing of the last one stays.
  const key = `${state.tenant.installation}/${state.tenant.id}`;
  return <Inside key={key} {...{ browser, session, state, look, words, documentation }} />;
}

interface Common {
  readonly session: Session;
  readonly look: Look;
  readonly words: Words;
  readonly documentation: string | undefined;
}

function Outside({ session, look, words, documentation }: Common) {
  return (
    <>
      <PlainBar look={look} words={words} documentation={documentation} />
      <main class="page narrow" id="main">
        <h1>{words.welcome}</h1>
        <SignIn session={session} words={words} />
      </main>
    </>
  );
}

type In = Exclude<SessionState, { readonly kind: 'out' }>;

function Inside(props: Common & { browser: Browser; state: In }) {
  const { browser, session, state, look, words, documentation } = props;
  const { client, tenant } = state;
  const events = useMemo(() => new TenantEvents(client), [client]);
  const isRefused = state.kind === 'refused';
  const isAsking = useIsSeen(browser) && !isRefused;
  useEffect(() => {
    if (!isAsking) return undefined;
    const end = new AbortController();
    void events.follow(end.signal);
    return () => end.abort();
  }, [events, isAsking]);
  const { route, keep, wanted, stay } = useRoute(browser);
  const [told, tell] = useState<Told | undefined>();
  const count = useRef(0);
  const say = (text: string, undo?: Undo) => {
    count.current += 1;
    tell({ text, id: count.current, ...(undo === undefined ? {} : { undo }) });
  };
  const [isSimulated, setSimulated] = useState(false);
  useEffect(() => void hasWorld(client, tenant).then(setSimulated), [client, tenant]);
  const capabilities = useCapabilities(client);
  const isOnline = useIsOnline(browser);
  const value: SurroundingsValue = {
    ...{
      browser,
      client,
      tenant,
      capabilities,
      events,
      isRefused,
      isAsking,
      isOnline,
      words,
      documentation,
      say,
      keep,
    },
    language: look.language,
  };
  return (
    <Surroundings.Provider value={value}>
      <button class="skip" type="button" onClick={() => browser.skipTo('main')}>
        {words.skip}
      </button>
      <Bar route={route} look={look} hasWorld={isSimulated} onSignOut={() => session.signOut()} />
      <Pages route={route} />
      {wanted === undefined ? null : (
        <Dialog title={words.leaveTitle} onClose={stay}>
          <p>{words.leaveMeans}</p>
          <div class="row">
            <Button onPress={stay}>{words.stayHere}</Button>
            <Button kind="danger" onPress={wanted.go}>
              {words.leaveNow}
            </Button>
          </div>
        </Dialog>
      )}
      {isRefused ? (
        <Dialog title={words.signInAgain} onClose={() => session.signOut()}>
          <SignIn session={session} words={words} again />
        </Dialog>
      ) : null}
      <Toast told={told} onEnd={() => tell(undefined)} />
    </Surroundings.Provider>
  );
}

/** What the platform can do; undefined until it has said so. */
function useCapabilities(client: Hikube): ReadonlySet<string> | undefined {
  const [known, setKnown] = useState<ReadonlySet<string> | undefined>();
  useEffect(() => {
    const end = new AbortController();
    const read = async () => {
      const all = await client.catalogue.capabilities({ signal: end.signal }).toArray();
      setKnown(new Set(all.filter(({ available }) => available).map(({ name }) => name)));
    };
    // Without an answer every button stays, and the service says what it cannot do.
    read().catch(() => undefined);
    return () => end.abort();
  }, [client]);
  return known;
}

/** Whether somebody may look at the page. */
function useIsSeen(browser: Browser): boolean {
  const [isSeen, setSeen] = useState(() => browser.isSeen());
  useHeard(() => browser.onSeen(() => setSeen(browser.isSeen())), [browser]);
  return isSeen;
}

/** Whether the machine says that it has a network. */
function useIsOnline(browser: Browser): boolean {
  const [isOnline, setOnline] = useState(() => browser.isOnline());
  const ask = () => setOnline(browser.isOnline());
  useHeard(() => browser.onOnline(ask), [browser]);
  useHeard(() => browser.onOffline(ask), [browser]);
  return isOnline;
}

/** Language and colours: as they were chosen, or as the machine has them. */
function useLook(browser: Browser): Look {
  const kept = browser.storage.get('theme');
  const [theme, setTheme] = useState<Theme>(THEMES.find((each) => each === kept) ?? 'system');
  const [language, setLanguage] = useState<Language>(() =>
    languageOf([browser.storage.get('language') ?? '', ...browser.languages]),
  );
  useEffect(() => browser.dress({ language, theme }), [browser, language, theme]);
  return {
    theme,
    language,
    change(look) {
      if (look.theme !== undefined) setTheme(look.theme);
      if (look.language !== undefined) setLanguage(look.language);
      for (const [name, choice] of Object.entries(look)) browser.storage.set(name, choice);
    },
  };
}
