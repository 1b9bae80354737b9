// The words of the simulated world, in French.
import type { FaultKind, WrongField } from '../world/faults.ts';
import { frenchPlural as plural } from './plural.ts';

/** Of its page. */
export const frenchWorld = {
  worldMeans: 'Seulement sur une plateforme simulée, et pour les clusters de tous les tenants.',
  theWorld: 'l’état du monde',
  takenDown: 'coupé',
  siteMeans:
    'Un site coupé est isolé aussitôt, pour les clusters de tous les tenants, jusqu’à ce que quelqu’un le rétablisse.',
  takeDownAsk: (site: string) => `Couper ${site} …`,
  takeDownTitle: (site: string) => `Couper ${site} ?`,
  takeDownMeans: (site: string) =>
    `Rien de ce qui tourne à ${site} ne sera joignable : serveurs d’API, membres etcd, nœuds et copies de volumes, des clusters de tous les tenants. Les nœuds et les serveurs d’API qui restent longtemps absents sont recréés sur un autre site.`,
  takeDown: (site: string) => `Couper ${site}`,
  leaveUp: 'Le laisser en service',
  bringBack: (site: string) => `Rétablir ${site}`,
  siteIs: (site: string, isUp: boolean): string =>
    isUp ? `${site} répond à nouveau.` : `${site} est injoignable.`,
  demand: 'Demande',
  setDemand: 'Fixer la demande',
  nodesWanted: 'Nœuds voulus par les pods',
  demandIs: (group: string, nodes: number) =>
    `Les pods de ${group} veulent ${plural(nodes, 'nœud', 'nœuds')}.`,
  noGroupYet: 'Il n’y a pas encore de groupe de nœuds.',
  sayHowMany: 'Dites d’abord combien.',
  wholeNumber: 'Il faut un nombre entier.',
  soAlready: 'C’est déjà ainsi.',
  stock: 'Cartes',
  setStock: 'Fixer le stock',
  stockIs: (card: string, count: number) => `Il y a ${count} ${card}.`,
  cardsExisting: 'Combien existent',
  noCardHere: 'Cette plateforme n’a pas de cartes.',
  makeVolume: 'Créer un volume',
  volumeMade: (name: string) => `Le volume ${name} est là.`,
  newPatch: 'Nouveau correctif',
  patch: 'Correctif',
  releaseIt: 'Le publier',
  released: (version: string) => `${version} est publié.`,
  clock: 'Horloge',
  itIsThere: (moment: string) => `Pour les clusters, c’est le ${moment}.`,
  clockMeans: 'Le temps ne fait qu’avancer, et tout ce qui s’y passe arrive d’un coup.',
  clockStays: (speed: number) =>
    speed === 1
      ? 'C’est l’horloge de la machine, que personne ne déplace. L’émulateur en a une à lui.'
      : `C’est l’horloge de la machine, que personne ne déplace ; les clusters vivent ${speed} fois plus vite. L’émulateur en a une à lui.`,
  howLong: 'Combien de temps',
  lasts: (minutes: number) =>
    minutes < 60
      ? plural(minutes, 'minute', 'minutes')
      : minutes < 1440
        ? plural(minutes / 60, 'heure', 'heures')
        : plural(minutes / 1440, 'jour', 'jours'),
  letPass: 'Laisser passer le temps',
  faults: 'Pannes',
  faultsMean:
    'Ce qui échoue exprès jusqu’à ce que quelqu’un le retire ; « tous les clusters » sont ceux de tous les tenants. Ce qui est touché continue comme sur une vraie plateforme : certaines choses sont retentées d’elles-mêmes, un plan de contrôle par la prochaine modification de son cluster.',
  noFault: 'Rien n’échoue exprès.',
  faultKind: 'Ce qui échoue',
  faultKinds: {
    ControlPlaneFails: 'Les serveurs d’API ne deviennent pas prêts',
    NodeNeverJoins: 'Les nœuds démarrent sans jamais rejoindre le cluster',
    NodeSlow: 'Les nœuds démarrent lentement',
    DrainStuck: 'Les nœuds ne se vident pas',
    AddonFails: 'L’installation des modules échoue',
  } as Readonly<Record<FaultKind, string>>,
  faultPlace: 'Où',
  everyCluster: 'tous les clusters',
  everyAddon: 'tous les modules',
  minutesLonger: 'Minutes de plus',
  minutesMean: 'Dans le temps des clusters.',
  faultWrong: {
    minutes: 'Les minutes de plus sont un nombre entier de 1 à 1440.',
    message: 'Ce que dit la plateforme a au plus 300 caractères.',
    times: 'Le nombre de fois est un entier à partir de 1, ou rien.',
  } as Readonly<Record<WrongField, string>>,
  longer: (minutes: number) => `${plural(minutes, 'minute', 'minutes')} de plus`,
  platformSays: 'Ce que dit la plateforme',
  sayMeans: 'Vide : sa phrase habituelle.',
  faultTimes: 'Combien de fois',
  timesMean: 'À chaque endroit. Vide : sans fin.',
  timesMost: (times: number) => `${plural(times, 'fois', 'fois')} au plus`,
  plantFault: 'Provoquer la panne',
  faultPlanted: (what: string) => `Dès maintenant : ${what}.`,
  takeAway: 'La retirer',
  faultGone: (what: string) => `C’est fini : ${what}.`,
};
