// What the page needs of a browser, as one seam: tests hand in their own, and nothing below asks for `window`.
import type { Clock, Fetch } from '@hikube/sdk';

/** The browser, as far as the page knows it. */
export interface Browser {
  /** Base URL of the API, with `/v1`: that of the service which served the page. */
  readonly endpoint: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Where choices of a reader are kept; never a token. */
  readonly storage: Choices;
  readonly address: Address;
  /** Languages that the reader likes, best first, such as `fr-CH`. */
  readonly languages: readonly string[];
  /** Whether somebody may look at the page: it is not covered by another one, and the screen is not locked. */
  isSeen(): boolean;
  /** Calls back when that has changed; gives back the end of that. */
  onSeen(listen: () => void): () => void;
  /** Calls back when the machine has a network again; gives back the end of that. */
  onOnline(listen: () => void): () => void;
  /** Asks before the page is closed or reloaded, for as long as `isAsked` says so; gives back the end of that. */
  onClose(isAsked: () => boolean): () => void;
  /** Calls back when the machine has lost its network; gives back the end of that. */
  onOffline(listen: () => void): () => void;
  /** Whether the machine says that it has a network. */
  isOnline(): boolean;
  /** Gives the reader a file. */
  save(name: string, text: string): void;
  /** Copies a text; false where the browser does not let us. */
  copy(text: string): Promise<boolean>;
  /** Moves the focus to an element, such as the content behind the navigation. */
  skipTo(id: string): void;
  /** Names the page. */
  title(text: string): void;
  /** Language and colour scheme of the whole page. */
  dress(look: { readonly language: string; readonly theme: Theme }): void;
}

/** Colours, in the order in which they follow each other; `system` follows the machine. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Few words that outlive the page. */
export interface Choices {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

/** The part of the address behind `#`, which no server sees. */
export interface Address {
  read(): string;
  go(hash: string): void;
  onChange(listen: () => void): () => void;
  /** The page that it names is on the screen now: at its top, or where the reader has left it when he comes back. */
  arrive(): void;
}
