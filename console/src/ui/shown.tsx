// What a part of the page shows while its data come, fail, are old or may not be seen.
import { ApiError, isHikubeError } from '@hikube/sdk';
import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import type { Reading } from '../live/live.ts';
import { Surroundings } from '../surroundings.ts';
import { Icon } from './icon.tsx';
import { Note } from './note.tsx';
import { Problem } from './problem.tsx';

/** From here on, a picture says how old it is. */
const STALE_MS = 60_000;
/** Two looks and some patience: what is older than this is called live no more. */
const LIVE_MS = 20_000;

interface ShownProps<T> {
  readonly reading: Reading<T> & { readonly refresh: () => Promise<void> };
  /** What it is, such as "the clusters": for the words of a failure. */
  readonly what: string;
  readonly children: (data: T) => ComponentChildren;
}

/** Data with the notices that belong to them. */
export function Shown<T>({ reading, what, children }: ShownProps<T>) {
  const { browser, isRefused, words } = useContext(Surroundings);
  const { data, at, error, refresh } = reading;
  const again = (
    <div class="row">
      <button class="btn" type="button" onClick={() => void refresh()}>
        {words.again}
      </button>
    </div>
  );
  if (data === undefined) {
    if (error === undefined) return <Loading what={what} />;
    if (isHikubeError(error, 'forbidden'))
      return (
        <Note kind="idle" shape="lock">
          <p>{error instanceof ApiError ? error.message : words.forbidden}</p>
        </Note>
      );
    return (
      <Note kind="fail" role="alert">
        <p>
          <b>{words.notRead(what)}</b>
        </p>
        <Problem error={error} />
        {again}
      </Note>
    );
  }
  const age = browser.clock.now() - (at ?? 0);
  return (
    <>
      {isRefused ? (
        <Note kind="idle" shape="wait" role="status">
          <p>
            <b>{words.asItWas(words.time(at ?? 0))}</b> {words.oldMeans}
          </p>
        </Note>
      ) : error !== undefined && !browser.isOnline() ? (
        <Note kind="fail" shape="away" role="status">
          <p>
            <b>{words.offline}</b> {words.offlineSince(words.time(at ?? 0))}
          </p>
          {again}
        </Note>
      ) : error !== undefined && age > STALE_MS ? (
        <Note kind="idle" shape="wait" role="status">
          <p>
            <b>{words.old(Math.round(age / 1000))}</b> {words.oldMeans}
          </p>
        </Note>
      ) : null}
      {children(data)}
    </>
  );
}

/** How fresh a picture is, in a line of its own height. */
export function Freshness({ reading }: { readonly reading: Reading<unknown> }) {
  const { browser, isRefused, words } = useContext(Surroundings);
  const { at, error } = reading;
  if (at === undefined) return <span class="live" />;
  const isLive = error === undefined && !isRefused && browser.clock.now() - at <= LIVE_MS;
  return (
    <span class="live">
      {isLive ? <Icon name="ok" tone="ok" /> : <Icon name="wait" tone="warn" />}
      {isLive ? words.live(words.time(at)) : words.lastAnswer(words.time(at), isRefused)}
    </span>
  );
}

function Loading({ what }: { readonly what: string }) {
  const { words } = useContext(Surroundings);
  return (
    <div class="panel pad loading" aria-busy="true">
      <p class="vh" role="status">
        {words.loading(what)}
      </p>
      <span class="skel w60" />
      <span class="skel w40" />
      <span class="skel w60" />
    </div>
  );
}
