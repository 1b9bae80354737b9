// Drawings of the concepts, each with what it says in words, in each language.
import { ETCD_MEMBER_COUNTS } from '@hikube/domain';
import { layers, steps } from '../drawings/boxes.ts';
import { PLACES, siteMap } from '../drawings/map.ts';
import { quorumDrawing, quorumFacts } from '../drawings/quorum.ts';
import { type Html, html } from '../render/html.ts';
import { icon } from '../render/icons.ts';
import type { Block, Language } from '../site.ts';
import { LANDING_TEXTS } from '../words/landing.ts';
import { emulatorPanel } from './emulator-panel.ts';

/** A storage class of the catalogue. */
export interface StorageClass {
  readonly name: string;
  readonly replication: 'synchronous' | 'asynchronous' | 'none';
  readonly siteCount: number;
  readonly default: boolean;
}

/** Data that drawings are made from. */
export interface DrawingSources {
  readonly storageClasses: readonly StorageClass[];
}

type Draw = (language: Language, sources: DrawingSources) => readonly Block[];

const MOST_MEMBERS = 5;

const say = (language: Language, en: string, fr: string, de: string): string => ({ en, fr, de })[language];

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
  'storage-classes': (language, { storageClasses }) => [
    {
      kind: 'table',
      head: [
        say(language, 'Class', 'Classe', 'Klasse'),
        say(language, 'Copies', 'Copies', 'Kopien'),
        say(
          language,
          'A write is done when',
          'Une écriture est faite quand',
          'Ein Schreiben ist getan, wenn',
        ),
      ],
      rows: storageClasses.map(({ name, siteCount, replication, default: isDefault }) => [
        `\`${name}\`${isDefault ? say(language, ' (default)', ' (par défaut)', ' (Vorgabe)') : ''}`,
        String(siteCount),
        replicationText(replication, language),
      ]),
    },
  ],
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

function replicationText(replication: StorageClass['replication'], language: Language): string {
  switch (replication) {
    case 'synchronous':
      return say(
        language,
        'the other sites have it, too',
        'les autres sites l’ont aussi',
        'die anderen Standorte es auch haben',
      );
    case 'asynchronous':
      return say(
        language,
        'one site has it; the others follow',
        'un site l’a ; les autres suivent',
        'ein Standort es hat; die anderen folgen',
      );
    case 'none':
      return say(language, 'its one site has it', 'son seul site l’a', 'sein einziger Standort es hat');
  }
}

function quorumTable(language: Language): Block {
  const counts = Array.from({ length: MOST_MEMBERS }, (_, at) => at + 1);
  const head = [
    say(language, 'Members', 'Membres', 'Mitglieder'),
    say(language, 'Have to agree', 'Doivent être d’accord', 'Müssen zustimmen'),
    say(language, 'May be away', 'Peuvent manquer', 'Dürfen fehlen'),
    '',
  ];
  const rows = counts.map((members) => {
    const { needed, spare } = quorumFacts(members);
    const isAllowed = ETCD_MEMBER_COUNTS.includes(members);
    const note = isAllowed ? '' : say(language, ' refused', ' refusé', ' abgelehnt');
    const title = say(
      language,
      `${members} members, ${spare} may be away`,
      `${members} membres, ${spare} peuvent manquer`,
      `${members} Mitglieder, ${spare} dürfen fehlen`,
    );
    return { members, needed, spare, note, svg: quorumDrawing(members, title) };
  });
  return {
    kind: 'island',
    html: html`<table class="tt"><thead><tr>${head.map((text) => (text === '' ? html`<td></td>` : html`<th scope="col">${text}</th>`))}</tr></thead><tbody>${rows.map(
      ({ members, needed, spare, note, svg }) =>
        html`<tr><th scope="row">${members}</th><td>${needed}</td><td>${spare}</td><td>${svg}${note}</td></tr>`,
    )}</tbody></table>`,
    markdown: [
      `| ${head.slice(0, 3).join(' | ')} |`,
      '|---|---|---|',
      ...rows.map(({ members, needed, spare, note }) => `| ${members}${note} | ${needed} | ${spare} |`),
    ].join('\n'),
  };
}

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
