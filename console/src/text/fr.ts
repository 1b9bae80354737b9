// The words of the page in French, under the names that they have in English.

import type { english, WindowFacts } from './en.ts';
import { frenchForms } from './fr-forms.ts';
import { inFrench } from './fr-refusals.ts';
import { frenchPlural as plural } from './plural.ts';

const STATES: Readonly<Record<string, string>> = {
  Pending: 'En attente',
  Provisioning: 'En création',
  Running: 'En service',
  Updating: 'En modification',
  Upgrading: 'Mise à niveau',
  Scaling: 'Change de taille',
  Rolling: 'Échange ses nœuds',
  Installing: 'Installation',
  Ready: 'Prêt',
  Degraded: 'Dégradé',
  Failed: 'Échec',
  Deleting: 'En suppression',
  Scheduled: 'Planifié',
  Paused: 'En pause',
  Succeeded: 'Réussi',
  Cancelled: 'Annulé',
  Superseded: 'Remplacé',
  Scheduling: 'Cherche sa place',
  Booting: 'Démarre',
  Joining: 'Rejoint le cluster',
  Draining: 'Se vide',
  WaitingFor: 'En attente',
  NotReady: 'Pas prêt',
  scheduled: 'Planifié',
  pending: 'En attente',
  running: 'En cours',
  waiting: 'Attend',
  paused: 'En pause',
  succeeded: 'Réussi',
  failed: 'Échec',
  cancelled: 'Annulé',
  superseded: 'Remplacé par un changement ultérieur',
  skipped: 'Sauté',
  UpToDate: 'À jour',
};

const COPIES: Readonly<Record<string, string>> = {
  UpToDate: 'à jour',
  Ready: 'prêt',
  Syncing: 'en retard',
  Unreachable: 'injoignable',
  Creating: 'en création',
};

const DAYS: Readonly<Record<string, string>> = {
  mon: 'lun.',
  tue: 'mar.',
  wed: 'mer.',
  thu: 'jeu.',
  fri: 'ven.',
  sat: 'sam.',
  sun: 'dim.',
};

const KINDS: Readonly<Record<string, (name: string) => string>> = {
  'Cluster.create': (name) => `Création de ${name}`,
  'Cluster.update': (name) => `Modification de ${name}`,
  'Cluster.delete': (name) => `Suppression de ${name}`,
  'Cluster.patch': (name) => `Correctif de ${name}`,
  'NodeGroup.create': (name) => `Nouveau groupe de nœuds ${name}`,
  'NodeGroup.update': (name) => `Modification de ${name}`,
  'NodeGroup.delete': (name) => `Suppression de ${name}`,
  'Node.replace': (name) => `Échange de ${name}`,
  'Addon.create': (name) => `Nouveau module ${name}`,
  'Addon.update': (name) => `Modification de ${name}`,
  'Addon.delete': (name) => `Retrait de ${name}`,
  'VersionUpgrade.run': () => 'Mise à niveau',
};

const WAITS_FOR: Readonly<Record<string, string>> = { window: 'Attend la fenêtre de maintenance' };

const general = {
  product: 'Hikube',
  console: 'Console',
  skip: 'Aller au contenu',
  path: 'Chemin',
  again: 'Réessayer',
  otherLanguage: 'Switch to English',
  themes: { system: 'Couleurs du système', light: 'Couleurs claires', dark: 'Couleurs sombres' },
  pages: {
    clusters: 'Clusters',
    operations: 'Opérations',
    quota: 'Quota',
    tokens: 'Jetons',
    world: 'Monde simulé',
  },
  noPage: 'Cette page n’existe pas',
  pageFailed: 'Cette page a échoué ; rien n’a changé pour autant. Rechargez-la et réessayez.',
  request: 'Requête',
  documentation: 'Documentation',
  problemPage: 'Ce que signifie ce problème',
  opensTab: '(ouvre un nouvel onglet)',
  loading: (what: string) => `Chargement : ${what}`,
  looking: 'Recherche des effets …',
  notRead: (what: string) => `Le service n’a pas répondu (${what}). Rien n’est touché pour autant.`,
  forbidden: 'Ce jeton n’y a pas droit. Utilisez-en un avec la portée que le service nomme.',
  offline: 'Vous êtes hors ligne.',
  offlineWaits: 'Vous êtes hors ligne : ce sera possible dès que le réseau sera revenu.',
  offlineSince: (time: string) =>
    `L’état ci-dessous date de ${time}. Les clusters continuent sans cette page.`,
  asItWas: (time: string) => `Cette image date de ${time}.`,
  old: (seconds: number) => `Cette image date de ${seconds} secondes.`,
  oldMeans:
    'L’état a pu évoluer. Une écriture qui rencontre un état plus récent est refusée, jamais écrasée.',
  live: (time: string) => `En direct, ${time}`,
  lastAnswer: (time: string, isOver: boolean) => `Dernière réponse ${time}${isOver ? '' : ', nouvel essai'}`,
  newRows: (count: number) => plural(count, 'nouveau', 'nouveaux'),
  copied: 'Copié.',
  notCopied: 'Ce navigateur interdit la copie : sélectionnez et copiez à la main.',
  copyThis: 'Copier',
  keepIt: 'Le garder',
  optional: 'facultatif',
  percent: (percent: number) => `${Math.round(percent)} %`,
  states: STATES,
  refused: inFrench,
};

const signingIn = {
  welcome: 'Kubernetes géré à Genève, Gland et Lucerne',
  token: 'Jeton',
  tokenMeans:
    'Connectez-vous avec un jeton de votre tenant. Il reste dans la mémoire de cette page : un rechargement l’oublie.',
  tokenEnded: 'Votre jeton a pris fin. Reconnectez-vous : ce que vous avez saisi reste en place.',
  tokenHint: 'Le service affiche le premier au démarrage ; un administrateur en crée d’autres sous Jetons.',
  tokenMissing: 'Le jeton manque : collez-le ici.',
  signIn: 'Se connecter',
  signInAgain: 'Se reconnecter',
  signOut: 'Se déconnecter',
};

const clusters = {
  clusters: 'Clusters',
  theClusters: 'la liste des clusters',
  cluster: 'Cluster',
  state: 'État',
  sites: 'Sites',
  controlPlane: 'Plan de contrôle',
  nodes: 'Nœuds',
  version: 'Version',
  next: 'Ensuite',
  createCluster: 'Créer un cluster',
  clustersOf: (count: number, limit: string, tenant: string) =>
    `${count} sur ${limit} dans le quota de ${tenant}`,
  addonsReady: (ready: number, total: number) => `${ready} sur ${plural(total, 'module', 'modules')} prêts`,
  parts: (done: number, total: number) => `${done} sur ${plural(total, 'partie', 'parties')}`,
  upgradeTo: (version: string) => `Mise à niveau vers ${version}`,
  topologies: { production: 'production', development: 'développement' },
  noCluster: 'Pas encore de cluster',
  noClusterMeans:
    'Le premier demande quelques minutes et deux choix : son nom, et s’il sert à la production. Tout le reste a une valeur par défaut que vous pourrez changer.',
};

const cluster = {
  theCluster: (name: string) => `l’état de ${name}`,
  noSuchCluster: (name: string) => `Il n’y a pas de cluster « ${name} » : cherchez-le dans la liste.`,
  clusterGone: (name: string) => `Le cluster « ${name} » n’existe plus.`,
  isAnother: (name: string) =>
    `Le cluster « ${name} » en est un autre maintenant : celui qui était affiché ici n’existe plus, et rien n’a été envoyé à celui qui porte son nom.`,
  nowAndBefore: 'Maintenant et avant',
  matrixCaption: 'Ce qui se trouve sur chaque site',
  apiServer: 'Serveur d’API',
  etcdMember: 'Membre etcd',
  noQuorum: 'sans majorité : rien ne peut être écrit',
  notReady: 'pas prêt',
  available: 'disponible',
  unavailable: 'injoignable',
  nothingHere: 'Rien ici',
  nodeGroups: 'Groupes de nœuds',
  noNodeGroup: 'Aucun groupe de nœuds : le cluster a un plan de contrôle et rien qui fasse tourner des pods.',
  nodesReady: (ready: number, total: number) => `${plural(total, 'nœud', 'nœuds')}, ${ready} prêts`,
  group: 'Groupe',
  bounds: 'Bornes et nœuds',
  readyExisting: 'Prêts / existants',
  type: 'Type',
  gpus: (names: readonly string[]) =>
    `${plural(names.length, 'carte', 'cartes')}: ${[...new Set(names)].join(', ')}`,
  diskClass: (name: string) => `disques de classe ${name}`,
  kubelet: (settings: string) => `kubelet : ${settings}`,
  healthCheck: (settings: string) => `contrôle de santé : ${settings}`,
  toExchange: (nodes: number) => `${nodes} à remplacer`,
  atMaximum: 'à son maximum',
  range: (ready: number, wanted: number, min: number, max: number) =>
    `${ready} sur ${wanted} prêts, au moins ${min}, au plus ${max}`,
  addons: 'Modules',
  addon: 'Module',
  addOne: 'En ajouter un',
  addThis: (name: string) => `Ajouter ${name}`,
  noAddon: 'Aucun module.',
  says: 'Ce qu’il dit',
  volumes: 'Volumes',
  volume: 'Volume',
  volumesUnknown: 'Le serveur d’API du cluster ne répond pas : personne ne peut dire quels volumes il y a.',
  volumesNotYet:
    'Le cluster n’est pas encore en service : ses volumes s’affichent dès que son serveur d’API répond.',
  copies: 'Copies',
  size: 'Taille',
  storageClass: 'Classe',
  copy: (state: string | undefined) => (state === undefined ? 'aucune' : (COPIES[state] ?? state)),
  siteName: (name: string, displayName: string) => (name === 'geneva' ? 'Genève' : displayName),
  events: 'Événements',
  noEvent: 'Rien ne s’est encore passé.',
  showMore: 'En montrer plus',
  olderEvents: (most: number) =>
    `Seuls les ${most} derniers événements sont affichés ici. Les plus anciens se lisent en ligne de commande :`,
  facts: 'Fiche',
  endpoint: 'Adresse',
  copyEndpoint: 'Copier l’adresse',
  window: 'Fenêtre',
  noWindow: 'aucune',
  windowText: ({ days, startTime, durationMinutes, timeZone }: WindowFacts) =>
    `${days.map((day) => DAYS[day] ?? day).join(', ')}, ${startTime} pendant ${durationMinutes} minutes, ${timeZone}`,
  storage: 'Stockage',
  protection: 'Protection',
  protected: (is: boolean) => (is ? 'La suppression est refusée' : 'aucune'),
  createdAt: 'Depuis',
  sameAsCode: 'La même chose en code',
  constructs: 'Constructs',
  manifestLater: 'Le manifeste est lu dès qu’il existe.',
  operationKinds: KINDS,
  waitsFor: WAITS_FOR,
  left: (seconds: number) =>
    seconds < 60
      ? 'moins d’une minute restante'
      : `environ ${plural(Math.round(seconds / 60), 'minute restante', 'minutes restantes')}`,
};

const actions = {
  change: 'Modifier',
  upgrade: 'Mettre à niveau',
  deleteAsk: 'Supprimer …',
  isDeleting: 'Il est en cours de suppression.',
  needsScope: (scope: string, has: readonly string[]) =>
    `Il faut un jeton avec la portée ${scope} ; le vôtre a ${has.join(', ')}.`,
  needsCapability: {
    'upgrade.pause':
      'Cette plateforme remplace sans pause les nœuds d’une mise à niveau commencée : laissez-la finir, et mettez la prochaine en pause avant son début.',
  },
  deleteTitle: (name: string) => `Supprimer ${name} ?`,
  deleteNow: (name: string) => `Supprimer ${name}`,
  deletionAccepted: (name: string) => `${name} est en cours de suppression.`,
  goesNodes: (nodes: number, groups: number) =>
    `${plural(nodes, 'nœud', 'nœuds')} de ${plural(groups, 'groupe de nœuds', 'groupes de nœuds')}`,
  goesAddons: (names: readonly string[]) =>
    `${plural(names.length, 'module', 'modules')}: ${names.join(', ')}`,
  goesVolumes: (count: number, size: string, retained: boolean) =>
    retained
      ? `${plural(count, 'volume reste', 'volumes restent')} au tenant, ${size} :`
      : `${plural(count, 'volume', 'volumes')} avec toutes les données, ${size} :`,
  goesKubeconfigs: (count: number) => `${plural(count, 'kubeconfig actif', 'kubeconfigs actifs')}`,
  isProtected: (name: string) =>
    `Le cluster « ${name} » est protégé contre la suppression. Levez la protection, puis supprimez-le.`,
  unprotect: 'Lever la protection',
  typeToConfirm: (name: string) => `Saisissez ${name} pour confirmer`,
  typeExactly: (name: string) => `Saisissez ${name}, exactement ainsi.`,
  kubeconfigs: 'Kubeconfigs',
  getKubeconfig: 'Obtenir un kubeconfig',
  kubeconfigSaved: (time: string) => `Enregistré. Il fonctionne jusqu’à ${time}.`,
  until: (time: string) => `jusqu’à ${time}`,
  may: 'Droits',
  lives: 'Durée',
  minutes: (count: number) => (count < 120 ? `${count} minutes` : `${count / 60} heures`),
  revoke: 'Révoquer',
  revoked: (id: string) => `${id} ne vaut plus rien.`,
  steer: { pause: 'Mettre en pause', resume: 'Reprendre', cancel: 'Annuler' },
  steered: {
    pause: 'Pause après le nœud en cours.',
    resume: 'La mise à niveau reprend.',
    cancel: 'Elle est annulée.',
  },
};

/** All of them. */
export const french = (): ReturnType<typeof english> => ({
  ...general,
  ...signingIn,
  ...clusters,
  ...cluster,
  ...actions,
  ...frenchForms,
});
