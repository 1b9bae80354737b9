// What the rules of the domain refuse while somebody types, in French: the same values, and the same next step. What has no
// sentence here is said as the rule says it, and marked as English.

import { typeset } from './typeset.ts';

/** What a rule says. */
export interface Refused {
  /** Of the closed list of the domain, or of the form itself. */
  readonly code?: string;
  readonly detail: string;
  /** Values that would pass, where they can be listed. */
  readonly allowed?: readonly string[];
  /** Language of `detail`; English where it is absent. */
  readonly lang?: 'en' | 'fr';
}

interface Facts {
  /** First word of the English sentence where that is the name of a field. */
  readonly field: string;
  /** Texts and numbers of the English sentence, in its order. */
  readonly values: readonly string[];
  readonly allowed: string;
  readonly detail: string;
}

const NAME = 'de 1 à 63 minuscules, chiffres et « - », commencer par une lettre et ne pas finir par « - »';

const RESOURCES: Readonly<Record<string, string>> = {
  clusters: 'clusters',
  nodes: 'nœuds',
  cpu: 'CPU',
  memory: 'mémoire',
  gpus: 'cartes',
};

const REFUSALS: Readonly<Record<string, (facts: Facts) => string | undefined>> = {
  name_taken: ({ values: [name] }) =>
    `Un cluster « ${name} » existe déjà ; choisissez un autre nom, ou modifiez celui qui existe.`,
  group_twice: ({ values: [name] }) => `Il y a deux groupes « ${name} » ; donnez à chacun son propre nom.`,
  invalid_name: ({ values: [name], detail }) =>
    `Le nom ${/node group/.test(detail) ? 'du groupe de nœuds' : 'du cluster'} « ${name} » doit avoir ${NAME}.`,
  name_too_long: ({ values: [now, most], detail }) =>
    /together/.test(detail)
      ? `Les noms du cluster et du groupe de nœuds ont ensemble ${now} caractères ; raccourcissez l’un d’eux : ${most} au plus.`
      : `Le nom du cluster a ${now} caractères ; raccourcissez-le à ${most}.`,
  invalid_type: ({ field, values: [value], detail }) =>
    / whole number/.test(detail) ? `${field} doit être un nombre entier, pas « ${value} ».` : undefined,
  out_of_range: ({ field, values: [least, value], detail }) =>
    / or more/.test(detail) ? `${field} doit être ${least} ou plus, pas ${value}.` : undefined,
  min_above_max: ({ values: [min, max] }) =>
    `minReplicas ${min} dépasse maxReplicas ${max} ; augmentez maxReplicas ou baissez minReplicas.`,
  unknown_version: ({ values: [version], allowed }) =>
    `Kubernetes ${version} n’est pas proposé ; choisissez parmi ${allowed}.`,
  unknown_site: ({ values: [site], allowed }) =>
    `Il n’y a pas de site « ${site} » ; choisissez parmi ${allowed}.`,
  unknown_instance_type: ({ values: [type], allowed }) =>
    `Il n’y a pas de type d’instance « ${type} » ; choisissez parmi ${allowed}.`,
  unknown_gpu_type: ({ values: [card], allowed }) =>
    `Il n’y a pas de carte « ${card} » ; choisissez parmi ${allowed}.`,
  invalid_role: ({ values: [role] }) =>
    `Le rôle « ${role} » doit avoir de 1 à 63 minuscules, chiffres, « - » et « . », commencer et finir par une lettre ou un chiffre.`,
  gpu_memory_too_small: () =>
    'Un nœud avec une carte a besoin d’au moins 4 GiB de mémoire pour le pilote ; choisissez un type d’instance plus grand.',
  invalid_quantity: ({ values: [text] }) =>
    `« ${text} » n’est pas une quantité ; écrivez un nombre avec ou sans suffixe, tel que « 500m », « 4 » ou « 16Gi ».`,
  invalid_value: ({ values: [value], detail }) =>
    /host name/.test(detail)
      ? `« ${value} » n’est pas un nom d’hôte ; écrivez-le en minuscules, tel que « shop.example.ch » ou « *.example.ch ».`
      : /flux/.test(detail)
        ? `« ${value} » n’est pas une adresse que flux peut suivre ; écrivez-en une telle que https://git.example.com/team/repository.git ou ssh://git@git.example.com/team/repository.git.`
        : undefined,
  quota_exceeded({ values: [limit, needed], detail }) {
    const resource = /quota for (\w+)/.exec(detail)?.[1] ?? '';
    const called = RESOURCES[resource] ?? resource;
    return resource === 'clusters'
      ? `Le quota de ${called} est de ${limit}, mais le tenant en aurait ${needed} ; supprimez un cluster dont personne n’a plus besoin, ou demandez un quota plus grand.`
      : `Le quota de ${called} est de ${limit}, mais avec tous les groupes à leur maximum le tenant en prendrait ${needed} ; baissez maxReplicas, choisissez plus petit, ou demandez un quota plus grand.`;
  },
};

/** The sentence in French, where there is one. */
export function inFrench<Remark extends Refused>(remark: Remark): Remark {
  const { code = '', detail, allowed = [] } = remark;
  const values = [...detail.matchAll(/"((?:[^"\\]|\\.)*)"|(?<![\w."])-?\d[\w.]*(?<!\.)/g)];
  const text = REFUSALS[code]?.({
    field: /^\w+/.exec(detail)?.[0] ?? '',
    values: values.map(([whole, quoted]) => quoted ?? whole),
    allowed: allowed.join(', '),
    detail,
  });
  return text === undefined ? remark : { ...remark, detail: typeset(text), lang: 'fr' };
}
