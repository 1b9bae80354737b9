// What every part of the page can reach: the browser, the client, the words, and ways to tell the reader something.
import type { Hikube, Tenant } from '@hikube/sdk';
import { createContext } from 'preact';
import type { Browser } from './browser.ts';
import type { TenantEvents } from './live/tenant-events.ts';
import type { Language, Words } from './text/words.ts';

/** The surroundings of a component. */
export interface SurroundingsValue {
  readonly browser: Browser;
  readonly client: Hikube;
  readonly tenant: Tenant;
  /** Names of what the platform can do; undefined while that is not known. */
  readonly capabilities: ReadonlySet<string> | undefined;
  readonly events: TenantEvents;
  /** The token has ended: nothing is asked until somebody signs in again. */
  readonly isRefused: boolean;
  /** The token works and somebody looks at the page: without that, nothing is asked by itself. */
  readonly isAsking: boolean;
  /** The machine has a network, as far as it says: without one, nothing can be changed. */
  readonly isOnline: boolean;
  readonly language: Language;
  readonly words: Words;
  /** Address of the portal, with a slash at its end; undefined where the service serves none. */
  readonly documentation: string | undefined;
  /** Says that something was typed that a reader would lose by leaving; `false` takes it back. */
  readonly keep: (hasTyped: boolean) => void;
  /** Says something for some seconds; never a secret. */
  readonly say: (text: string, undo?: Undo) => void;
}

/** What takes back what was just done. */
export interface Undo {
  readonly label: string;
  readonly run: () => void;
}

// Every component is below a provider: the page begins with one, and so does every test.
export const Surroundings = createContext<SurroundingsValue>(undefined as unknown as SurroundingsValue);
