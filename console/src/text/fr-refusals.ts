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

/** A text that is not what the field takes. */
const VALUES = {
  hostName: (value: string) =>
    `« ${value} » n’est pas un nom d’hôte ; écrivez-le en minuscules, tel que « shop.example.ch » ou « *.example.ch ».`,
  gitRepository: (value: string) =>
    `« ${value} » n’est pas une adresse que flux peut suivre ; écrivez-en une telle que https://git.example.com/team/repository.git ou ssh://git@git.example.com/team/repository.git.`,
  memoryThreshold: (value: string) =>
    `« ${value} » n’est pas un seuil de mémoire ; écrivez une part au-dessus de 0% et en dessous de 100%, telle que 7%, ou une quantité, telle que 500Mi.`,
  nodesOrShare: (value: string) =>
    `« ${value} » n’est pas un nombre de nœuds ; écrivez-en un, tel que 1, ou une part, telle que 50%.`,
};

/** What this platform has no place for. */
const CAPABILITIES: Readonly<Record<RefusalParams['capability_missing']['setting'], string>> = {
  labels:
    'Cette plateforme étiquette les nœuds avec leurs rôles et rien d’autre ; retirez labels, ou étiquetez les nœuds avec kubectl.',
  taints: 'Cette plateforme ne pose pas de taints ; retirez taints, ou posez-les sur les nœuds avec kubectl.',
  rollout: 'Cette plateforme fixe elle-même le rythme d’un échange de nœuds ; retirez rollout.',
  storageClass:
    'Sur cette plateforme, les disques des nœuds n’ont pas de classe de stockage à eux ; retirez storageClass du groupe.',
  kubelet:
    'Cette plateforme décide selon la taille d’un nœud ce qui en est gardé ; retirez kubelet, ou choisissez une taille plus grande.',
  healthCheck: 'Cette plateforme décide elle-même quand un nœud est refait ; retirez healthCheck.',
};

const SENTENCES: Sentences = {
  name_taken: ({ name }) =>
    `Un cluster « ${name} » existe déjà ; choisissez un autre nom, ou modifiez celui qui existe.`,
  group_twice: ({ name }) => `Il y a deux groupes « ${name} » ; donnez à chacun son propre nom.`,
  invalid_name({ of, name }) {
    const called = `Le nom ${of === 'cluster' ? 'du cluster' : 'du groupe de nœuds'}`;
    return name === ''
      ? `${called} manque ; écrivez-en un : il doit avoir de 1 à 63 ${LABEL}.`
      : `${called} « ${name} » doit avoir de 1 à 63 ${LABEL}.`;
  },
  name_too_long: ({ of, length, most }) =>
    of === 'cluster'
      ? `Le nom du cluster a ${length} caractères ; raccourcissez-le à ${most}.`
      : `Les noms du cluster et du groupe de nœuds ont ensemble ${length} caractères ; raccourcissez l’un d’eux : ${most} au plus.`,
  invalid_type: ({ field, value }) => `${field} doit être un nombre entier, pas « ${value} ».`,
  out_of_range(params) {
    if ('least' in params) return `${params.field} doit être ${params.least} ou plus, pas ${params.value}.`;
    if ('above' in params) return `${params.field} doit être plus grand que zéro, pas « ${params.value} ».`;
    return params.rule === 'softAboveHard'
      ? `kubelet a evictionHardMemory ${params.hard} et evictionSoftMemory ${params.soft} ; le seuil evictionSoftMemory doit être le plus grand.`
      : `kubelet garde ${params.kept === 'cpu' ? 'tout le CPU' : 'toute la mémoire'} d’un nœud, si bien qu’aucun pod ne pourrait y tourner ; réservez moins, ou choisissez une taille plus grande.`;
  },
  min_above_max: ({ min, max }) =>
    `minReplicas ${min} dépasse maxReplicas ${max} ; augmentez maxReplicas ou baissez minReplicas.`,
  unknown_version: ({ version }, allowed) =>
    `Kubernetes ${version} n’est pas proposé ; choisissez parmi ${allowed}.`,
  unknown_site: ({ site }, allowed) => `Il n’y a pas de site « ${site} » ; choisissez parmi ${allowed}.`,
  unknown_instance_type: ({ instanceType }, allowed) =>
    `Il n’y a pas de type d’instance « ${instanceType} » ; choisissez parmi ${allowed}.`,
  unknown_storage_class: ({ storageClass }, allowed) =>
    `Il n’y a pas de classe de stockage « ${storageClass} » ; choisissez parmi ${allowed}.`,
  unknown_gpu_type: ({ gpuType }, allowed) =>
    `Il n’y a pas de carte « ${gpuType} » ; choisissez parmi ${allowed}.`,
  invalid_role: ({ role, most }) =>
    `Le rôle « ${role} » doit avoir de 1 à ${most} minuscules, chiffres, « - » et « . », commencer et finir par une lettre ou un chiffre.`,
  gpu_memory_too_small: ({ least }) =>
    `Un nœud avec une carte a besoin d’au moins ${least} de mémoire pour le pilote ; choisissez un type d’instance plus grand.`,
  invalid_quantity: ({ value, small, large }) =>
    `« ${value} » n’est pas une quantité ; écrivez un nombre avec ou sans suffixe, tel que « ${small} » ou « ${large} ».`,
  invalid_value: (params) =>
    params.expects === 'thresholdsOfOneKind'
      ? `kubelet a evictionHardMemory ${params.hard} et evictionSoftMemory ${params.soft} ; écrivez les deux comme parts ou les deux comme quantités.`
      : VALUES[params.expects](params.value),
  invalid_duration: ({ field, least, value }) =>
    `${field} est « ${value} » ; écrivez une durée de ${least} ou plus, telle que 20m.`,
  capability_missing: ({ setting }) => CAPABILITIES[setting],
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
