// The words of forms and of the account, in French.

import type { NodeSetting } from '../install/node-settings.ts';
import { frenchWorld } from './fr-world.ts';
import { frenchPlural as plural } from './plural.ts';

const VERSION_STATES: Readonly<Record<string, string>> = {
  deprecated: 'bientôt plus proposée',
  endOfLife: 'n’est plus maintenue',
};

const RESOURCES: Readonly<Record<string, string>> = {
  clusters: 'Clusters',
  nodes: 'Nœuds',
  cpu: 'CPU',
  memory: 'Mémoire',
  gpus: 'Cartes',
};

/** Steps of an upgrade, by the kind of what is worked on. */
const UPGRADE_STEPS: Readonly<Record<string, (name: string) => string>> = {
  ControlPlane: () => 'Mettre à niveau le plan de contrôle',
  NodeGroup: (name) => `Remplacer les nœuds de ${name}`,
};

/** Settings of the nodes of a group, and what holds without them. */
const NODE_SETTING: Readonly<Record<NodeSetting, { readonly label: string; readonly hint: string }>> = {
  storageClass: {
    label: 'Classe des disques',
    hint: 'Là où les nœuds changent de machine, il lui faut plusieurs copies.',
  },
  'healthCheck/maxUnhealthy': {
    label: 'Défaillants au plus',
    hint: 'Un nombre, ou une part telle que 50%. Au-delà, aucun nœud n’est refait.',
  },
  'healthCheck/nodeStartupTimeout': {
    label: 'Délai pour rejoindre',
    hint: 'Tel que 20m. Un nœud qui met plus longtemps est refait.',
  },
  'kubelet/systemReservedCpu': {
    label: 'CPU pour le système',
    hint: 'Sans cela 5 % d’un nœud, de 50m à 500m.',
  },
  'kubelet/systemReservedMemory': {
    label: 'Mémoire pour le système',
    hint: 'Sans cela 5 % d’un nœud, de 256Mi à 1Gi.',
  },
  'kubelet/kubeReservedCpu': {
    label: 'CPU pour le kubelet',
    hint: 'Et pour le moteur de conteneurs. Sans cela comme pour le système.',
  },
  'kubelet/kubeReservedMemory': {
    label: 'Mémoire pour le kubelet',
    hint: 'Et pour le moteur de conteneurs. Sans cela comme pour le système.',
  },
  'kubelet/evictionHardMemory': {
    label: 'Expulser aussitôt sous',
    hint: 'Mémoire libre, telle que 7%, comme sans cela, ou 500Mi.',
  },
  'kubelet/evictionSoftMemory': {
    label: 'Expulser plus tard sous',
    hint: 'Mémoire libre, telle que 10%, comme sans cela, ou 1Gi.',
  },
};

const install = {
  createMeans: 'Tout sauf le nom a une valeur par défaut, et peut changer plus tard sauf mention contraire.',
  theOffer: 'les choix possibles',
  whatItIs: 'Ce que c’est',
  name: 'Nom',
  nameHint: 'Ne peut pas changer. Minuscules, chiffres et traits d’union.',
  displayName: 'Nom affiché',
  displayNameHint: 'L’alias que lisent les gens.',
  versionStates: VERSION_STATES,
  newestPatch: (patch: string) => `Dernier correctif : ${patch}`,
  topology: 'Topologie',
  production: 'Production',
  productionMeans: '3 serveurs d’API et 3 membres etcd, répartis sur les sites',
  development: 'Développement',
  developmentMeans: '1 et 1, sur un site : absent quand ce site l’est',
  region: 'Région : Suisse',
  site: 'Site',
  platformChooses: 'au choix de la plateforme',
  contents: 'Contenu',
  custom: 'Sur mesure',
  customMeans: 'avec l’ingress et les modules que vous choisissez',
  clean: 'Vierge',
  cleanMeans: 'un plan de contrôle et des groupes de nœuds, rien d’autre',
  addGroup: 'Ajouter un groupe',
  removeGroup: 'Retirer le groupe',
  fixed: 'Ne peut pas changer.',
  groupNamed: (name: string) => `Groupe de nœuds ${name}`,
  instanceType: 'Type d’instance',
  min: 'Nœuds au moins',
  max: 'Nœuds au plus',
  roles: 'Rôles',
  card: 'Carte',
  noCard: 'aucune',
  nodeSettings: 'Disques, contrôle de santé et kubelet',
  settingsSet: (count: number) =>
    count === 0 ? 'au choix de la plateforme' : `${plural(count, 'réglé', 'réglés')}`,
  nodeSetting: NODE_SETTING,
  notHereSettings: (capabilities: readonly string[]) =>
    `Pas sur cette plateforme : ${capabilities.join(', ')}`,
  boundsWrong: 'Corrigez les bornes pour voir la plage.',
  notHere: 'pas sur cette plateforme',
  noIngress: 'Aucun',
  noIngressMeans: 'Rien n’est routé de l’extérieur par nom d’hôte.',
  hosts: 'Noms d’hôte',
  hostsHint: 'Séparés par des espaces, tels que shop.example.com',
  modules: 'Modules',
  nowOrLater: 'Maintenant ou plus tard',
  email: 'Adresse pour Let’s Encrypt',
  emailHint: 'Avec elle, un émetteur lets-encrypt existe dès le départ.',
  nfsSize: 'Taille du stockage partagé',
  repository: 'Dépôt de flux',
  safety: 'Sécurité',
  protectIt: 'Le protéger contre la suppression',
  protectMeans: 'La suppression est refusée tant que c’est actif.',
  needs: 'Ce qu’il lui faut',
  resource: 'Quota',
  resources: RESOURCES,
  atFirst: 'Au départ',
  allGrown: 'Au maximum',
  leftOver: 'Reste',
  tooMuch: 'Plus que le quota ne laisse',
  fits: 'Tient dans le quota',
  notWholeYet: 'Il manque encore quelque chose, ou c’est à corriger',
  notAskedYet: 'Le service est interrogé dès qu’il n’y a plus rien à corriger.',
  wouldTake: 'Le service l’accepterait ainsi.',
  createTheCluster: 'Créer le cluster',
  leaveThePage: 'Vous pourrez quitter la page : le travail continue sans elle.',
  creationAccepted: (name: string) => `${name} est en cours de création.`,
  toCorrect: (count: number) => `${plural(count, 'chose', 'choses')} à corriger. Rien n’a été créé.`,
  followsForm: 'Suit le formulaire',
  leaveTitle: 'Quitter le formulaire ?',
  leaveMeans: 'Ce que vous avez saisi sera perdu.',
  stayHere: 'Rester ici',
  leaveNow: 'Quitter',
};

const changing = {
  changeOf: (name: string) => `Modification de ${name}`,
  seeWhatItDoes: 'Voir ce que cela fait',
  nothingChanged: 'Rien n’est encore modifié.',
  preview: 'Ce que cela fait',
  exchanged: (count: number): string => (count < 2 ? 'nœud est échangé' : 'nœuds sont échangés'),
  removed: (count: number): string => (count < 2 ? 'nœud est retiré' : 'nœuds sont retirés'),
  staying: (count: number): string => (count < 2 ? 'nœud reste tel quel' : 'nœuds restent tels quels'),
  whatChanges: 'Ce qui change',
  object: 'Objet',
  fields: 'Champs',
  does: 'Effet',
  rolls: 'Échange des nœuds',
  actionsDone: { create: 'Est créé', update: 'Sur place', delete: 'Est retiré' },
  where: 'Où cela se passe',
  nodesOfNow: 'Les nœuds actuels',
  isRemoved: 'est retiré',
  isExchanged: 'est échangé',
  quotaAfter: 'Quota ensuite',
  limit: 'Limite',
  changedMeanwhile: 'Quelqu’un a modifié la même chose entre-temps. Rien n’a été envoyé : choisissez.',
  theirs: 'La sienne, en place',
  mine: 'La mienne',
  takeTheirs: 'Garder la sienne',
  putMine: 'Mettre la mienne par-dessus',
  changeAccepted: (name: string) => `${name} est en cours de modification.`,
  leaveAsItIs: 'Le laisser tel quel',
  changeNow: (name: string) => `Modifier ${name}`,
  removesGroup: (names: readonly string[]) => `Ceci retire ${names.join(', ')} avec tous les nœuds`,
  when: 'Quand',
  rollNow: 'Maintenant',
  rollNowMeans: 'les nœuds sont échangés aussitôt',
  rollInWindow: 'Dans la fenêtre',
  rollInWindowMeans: 'les nœuds sont échangés à l’ouverture de la fenêtre de maintenance',
  upgradeOf: (name: string) => `Mise à niveau de ${name}`,
  upgradeAccepted: (version: string) => `La mise à niveau vers ${version} est planifiée.`,
  noPlanNow: 'Le cluster ne peut pas être mis à niveau maintenant : revenez dès qu’il est en service.',
  newestAlready: (version: string) => `${version} est la version la plus récente.`,
  inThisOrder: 'Dans cet ordre',
  upgradeSteps: UPGRADE_STEPS,
  exchangedInAll: (count: number) => `${plural(count, 'nœud est échangé', 'nœuds sont échangés')}`,
  nodeCount: (count: number) => plural(count, 'nœud', 'nœuds'),
  startNow: 'Maintenant',
  startNowMeans: 'elle commence aussitôt',
  startInWindow: 'Dans la fenêtre',
  noWindowHere: 'le cluster n’a pas de fenêtre de maintenance',
  isBlocked: 'Un obstacle ci-dessus l’empêche.',
};

const account = {
  theOperations: 'les opérations',
  noOperation: 'Pas encore d’opération : la première vient avec le premier cluster.',
  operation: 'Opération',
  progress: 'Avancement',
  began: 'Début',
  cancelled: (id: string) => `L’arrêt de ${id} est demandé.`,
  theQuota: 'le quota',
  drawing: 'Dessin',
  nowUsed: 'Utilisé',
  tight: 'presque plein',
  quotaMeans:
    '« Au maximum » compte chaque groupe de nœuds à son maximum. Une modification est refusée quand la limite serait dépassée.',
  theTokens: 'les jetons',
  noName: 'Sans nom',
  shownOnce: 'Affiché une seule fois, disparaît quand vous quittez la page :',
  ends: 'Fin',
  never: 'jamais',
  makeToken: 'Créer un jeton',
  revokeAsk: 'Révoquer …',
  revokeTitle: (token: string) => `Révoquer ${token} ?`,
  revokeMeans:
    'Qui l’utilise est refusé dès lors, et personne ne peut revenir en arrière. Le jeton de cette page ne se révoque qu’avec un autre : connectez-vous d’abord avec celui-là.',
  revokeNow: (token: string) => `Révoquer ${token}`,
  scopes: { read: 'lire', write: 'lire et écrire', admin: 'tout, jetons compris' },
  inDays: (days: number) => `dans ${days} jours`,
};

/** Words of everything that is filled in. */
export const frenchForms = { ...install, ...changing, ...account, ...frenchWorld };
