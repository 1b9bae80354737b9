// The one setting of an add-on that a form asks for. All others are for code, and a form leaves them as they are.
import type { AddonOptions } from '@hikube/sdk';

/** Settings as they are typed, by the id of their add-on. */
export type Settings = Readonly<Record<string, string>>;

/** What is sent: leaves that are null go back to their default. */
type OptionsPatch = { readonly [Option in keyof AddonOptions]?: object };

/** A setting. */
export interface Setting {
  /** Which words name it. */
  readonly label: 'hosts' | 'email' | 'nfsSize' | 'repository';
  readonly hint?: 'hostsHint' | 'emailHint';
  readonly inputMode?: 'email' | 'url';
  readonly isCode: boolean;
  /** Where the rules find it wrong, below the options of the add-on. */
  readonly pointers: readonly string[];
  /** As it is now. */
  readonly read: (options: AddonOptions) => string | undefined;
  /** The patch that makes it so; an empty text takes it away. */
  readonly patch: (text: string) => OptionsPatch | null;
}

const ISSUER = 'lets-encrypt';

export const wordsOf = (text: string) => text.split(/[\s,]+/).filter((word) => word !== '');

const HOSTS: Setting = {
  label: 'hosts',
  hint: 'hostsHint',
  isCode: true,
  pointers: ['/ingress/hosts/*', '/ingress/hosts'],
  read: ({ ingress }) => ingress?.hosts?.join(' '),
  patch: (text) => ({ ingress: { hosts: wordsOf(text) } }),
};

/** By the id of the add-on. */
export const SETTINGS: Readonly<Record<string, Setting>> = {
  'ingress-nginx': HOSTS,
  'ingress-traefik': HOSTS,
  'ingress-haproxy': HOSTS,
  'cert-manager': {
    label: 'email',
    hint: 'emailHint',
    inputMode: 'email',
    isCode: false,
    pointers: [`/certManager/issuers/${ISSUER}`, `/certManager/issuers/${ISSUER}/email`],
    read: ({ certManager }) => certManager?.issuers?.[ISSUER]?.email,
    patch: (email) => ({
      certManager: { issuers: { [ISSUER]: email === '' ? null : { type: ISSUER, email } } },
    }),
  },
  nfs: {
    label: 'nfsSize',
    isCode: true,
    pointers: ['/nfs/size'],
    read: ({ nfs }) => nfs?.size,
    patch: (size) => ({ nfs: { size: size === '' ? null : size } }),
  },
  flux: {
    label: 'repository',
    inputMode: 'url',
    isCode: true,
    pointers: ['', '/flux', '/flux/gitRepository', '/flux/gitRepository/url'],
    read: ({ flux }) => flux?.gitRepository.url,
    patch: (url) => (url === '' ? null : { flux: { gitRepository: { url } } }),
  },
};

/** The options of an add-on that is new: nothing where nothing was typed. */
export function optionsOf(id: string, settings: Settings): { readonly options?: AddonOptions } {
  const text = settings[id]?.trim() ?? '';
  const options = text === '' ? undefined : SETTINGS[id]?.patch(text);
  return options ? { options: options as AddonOptions } : {};
}
