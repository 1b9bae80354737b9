// Drawings of the concepts, each with what it says in words, in each language.
import { layers, steps } from '../drawings/boxes.ts';
import type { StorageClass } from '../drawings/copies.ts';
import { PLACES, siteMap } from '../drawings/map.ts';
import { type Html, html } from '../render/html.ts';
import { icon } from '../render/icons.ts';
import type { Block, Language } from '../site.ts';
import { LANDING_TEXTS } from '../words/landing.ts';
import { quorumTable, storageTable } from './drawn-tables.ts';
import { emulatorPanel } from './emulator-panel.ts';
import { say } from './say.ts';

/** Data that drawings are made from. */
export interface DrawingSources {
  readonly storageClasses: readonly StorageClass[];
}

type Draw = (language: Language, sources: DrawingSources) => readonly Block[];

function drawing(svg: Html, text: string): Block {
  return { kind: 'drawing', svg, text };
}

const DRAWINGS: Readonly<Record<string, Draw>> = {
  architecture: (language) => {
    const text = say(
      language,
      'Clients, the contract, the service with its store, and the platform that makes clusters real.',
      'Les clients, le contrat, le service avec son stockage, et la plateforme qui rend les clusters réels.',
      'Die Clients, der Vertrag, der Dienst mit seinem Speicher, und die Plattform, die Cluster wirklich macht.',
    );
    const rows = [
      ['SDK', 'Terraform', 'Constructs', 'hikube', 'curl'],
      [say(language, 'Contract', 'Contrat', 'Vertrag')],
      [say(language, 'Service', 'Service', 'Dienst'), say(language, 'Store', 'Stockage', 'Speicher')],
      [say(language, 'Platform', 'Plateforme', 'Plattform')],
      PLACES.map(({ id, name }) => LANDING_TEXTS[language].sites[id as 'geneva'] ?? name),
    ];
    return [drawing(layers(rows, text), text)];
  },
  map: (language) => {
    const texts = LANDING_TEXTS[language];
    const text = say(
      language,
      'Geneva, Gland and Lucerne, with distances as the crow flies. Lakes are drawn by hand.',
      'Genève, Gland et Lucerne, avec les distances à vol d’oiseau. Les lacs sont dessinés à la main.',
      'Genf, Gland und Luzern, mit den Entfernungen in Luftlinie. Die Seen sind von Hand gezeichnet.',
    );
    return [drawing(siteMap(texts.map, texts.sites), text)];
  },
  emulator: (language) => {
    const { start, idleText } = LANDING_TEXTS[language];
    return [
      {
        kind: 'island',
        html: html`<p><button class="btn primary" type="button" data-start-emulator>${icon('play')}${start}</button></p>${emulatorPanel(language)}`,
        markdown: idleText,
      },
    ];
  },
  quorum: (language) => [quorumTable(language)],
  'storage-classes': (language, { storageClasses }) => [storageTable(language, storageClasses)],
  operation: (language) => {
    const text = say(
      language,
      'A write is stored with its operation; the work begins, and ends in one of four ways.',
      'Une écriture est enregistrée avec son opération ; le travail commence, et finit d’une de quatre façons.',
      'Ein Schreiben wird mit seiner Operation gespeichert; die Arbeit beginnt, und endet auf eine von vier Arten.',
    );
    return [drawing(steps(['PATCH', '202', 'pending', 'running', 'succeeded'], text), text)];
  },
  ownership: (language) => {
    const text = say(
      language,
      'A create is open until a state holds it; from then on it is nobody else’s to delete.',
      'Une création est ouverte jusqu’à ce qu’un état la tienne ; dès lors, personne d’autre ne peut la supprimer.',
      'Ein Anlegen ist offen, bis ein State es hält; von da an kann niemand anders das Objekt löschen.',
    );
    return [
      drawing(
        steps(
          [
            'POST /clusters',
            say(language, 'open', 'ouvert', 'offen'),
            'POST /holds',
            say(language, 'held', 'tenu', 'gehalten'),
          ],
          text,
        ),
        text,
      ),
    ];
  },
};

/**
 * The drawing of a name.
 * @throws Error when there is none
 */
export function drawingOf(name: string, language: Language, sources: DrawingSources): readonly Block[] {
  const draw = DRAWINGS[name];
  if (draw === undefined)
    throw new Error(`There is no drawing ${name}: draw it in docs/src/prose/concept-drawings.ts.`);
  return draw(language, sources);
}
