// What the rules of the domain refuse while somebody types, in French: the same values, and the same next step. What has no
// sentence here is said as the rule says it, and marked as English.
import type { FindingParams } from '@hikube/domain';
import { typeset } from './typeset.ts';

/** Values of what a form finds by itself, without a rule. */
interface FormParams {
  readonly name_taken: { readonly name: string };
  readonly group_twice: { readonly name: string };
}

/** Values of a refusal, by its code. */
export type RefusalParams = FindingParams & FormParams;

/** What a rule says. */
export interface Refused {
  /** Of the closed list of the domain, or of the form itself. */
  readonly code?: string;
  readonly detail: string;
  /** Values that would pass, where they can be listed. */
  readonly allowed?: readonly string[];
  /** What `detail` names, as values; absent where it is said in English alone. */
  readonly params?: RefusalParams[keyof RefusalParams];
  /** Language of `detail`; English where it is absent. */
  readonly lang?: 'en' | 'fr';
}

type Sentences = {
  readonly [Code in keyof RefusalParams]: (params: RefusalParams[Code], allowed: string) => string;
};

const LABEL = 'minuscules, chiffres et « - », commencer par une lettre et ne pas finir par « - »';

const RESOURCES: Readonly<Record<string, string>> = {
  clusters: 'clusters',
  nodes: 'nœuds',
  cpu: 'CPU',
  memory: 'mémoire',
  gpus: 'cartes',
};

const SENTENCES: Sentences = {
  name_taken: ({ name }) =>
    `Un cluster « ${name} » existe déjà ; choisissez un autre nom, ou modifiez celui qui existe.`,
  group_twice: ({ name }) => `Il y a deux groupes « ${name} » ; donnez à chacun son propre nom.`,
  invalid_name: ({ of, name }) =>
    `Le nom ${of === 'cluster' ? 'du cluster' : 'du groupe de nœuds'} « ${name} » doit avoir de 1 à 63 ${LABEL}.`,
  name_too_long: ({ of, length, most }) =>
    of === 'cluster'
      ? `Le nom du cluster a ${length} caractères ; raccourcissez-le à ${most}.`
      : `Les noms du cluster et du groupe de nœuds ont ensemble ${length} caractères ; raccourcissez l’un d’eux : ${most} au plus.`,
  invalid_type: ({ field, value }) => `${field} doit être un nombre entier, pas « ${value} ».`,
  out_of_range: ({ field, least, value }) => `${field} doit être ${least} ou plus, pas ${value}.`,
  min_above_max: ({ min, max }) =>
    `minReplicas ${min} dépasse maxReplicas ${max} ; augmentez maxReplicas ou baissez minReplicas.`,
  unknown_version: ({ version }, allowed) =>
    `Kubernetes ${version} n’est pas proposé ; choisissez parmi ${allowed}.`,
  unknown_site: ({ site }, allowed) => `Il n’y a pas de site « ${site} » ; choisissez parmi ${allowed}.`,
  unknown_instance_type: ({ instanceType }, allowed) =>
    `Il n’y a pas de type d’instance « ${instanceType} » ; choisissez parmi ${allowed}.`,
  unknown_gpu_type: ({ gpuType }, allowed) =>
    `Il n’y a pas de carte « ${gpuType} » ; choisissez parmi ${allowed}.`,
  invalid_role: ({ role, most }) =>
    `Le rôle « ${role} » doit avoir de 1 à ${most} minuscules, chiffres, « - » et « . », commencer et finir par une lettre ou un chiffre.`,
  gpu_memory_too_small: ({ least }) =>
    `Un nœud avec une carte a besoin d’au moins ${least} de mémoire pour le pilote ; choisissez un type d’instance plus grand.`,
  invalid_quantity: ({ value }) =>
    `« ${value} » n’est pas une quantité ; écrivez un nombre avec ou sans suffixe, tel que « 500m », « 4 » ou « 16Gi ».`,
  invalid_value: ({ expects, value }) =>
    expects === 'hostName'
      ? `« ${value} » n’est pas un nom d’hôte ; écrivez-le en minuscules, tel que « shop.example.ch » ou « *.example.ch ».`
      : `« ${value} » n’est pas une adresse que flux peut suivre ; écrivez-en une telle que https://git.example.com/team/repository.git ou ssh://git@git.example.com/team/repository.git.`,
  quota_exceeded({ resource, limit, needed }) {
    const called = RESOURCES[resource] ?? resource;
    return resource === 'clusters'
      ? `Le quota de ${called} est de ${limit}, mais le tenant en aurait ${needed} ; supprimez un cluster dont personne n’a plus besoin, ou demandez un quota plus grand.`
      : `Le quota de ${called} est de ${limit}, mais avec tous les groupes à leur maximum le tenant en prendrait ${needed} ; baissez maxReplicas, choisissez plus petit, ou demandez un quota plus grand.`;
  },
};

/** The sentence in French, where there is one. */
export function inFrench<Remark extends Refused>(remark: Remark): Remark {
  const { code, params, allowed = [] } = remark;
  if (code === undefined || params === undefined || !Object.hasOwn(SENTENCES, code)) return remark;
  // The params of a finding are those of its code.
  const say = SENTENCES[code as keyof Sentences] as (values: object, allowed: string) => string;
  return { ...remark, detail: typeset(say(params, allowed.join(', '))), lang: 'fr' };
}
