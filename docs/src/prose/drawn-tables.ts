// Tables of the concepts with a drawing in each row.
import { ETCD_MEMBER_COUNTS } from '@hikube/domain';
import { copiesDrawing, type StorageClass } from '../drawings/copies.ts';
import { quorumDrawing, quorumFacts } from '../drawings/quorum.ts';
import { type Html, html } from '../render/html.ts';
import type { Block, Language } from '../site.ts';
import { say } from './say.ts';

const MOST_MEMBERS = 5;

/** Of a page, and of its twin, where nothing is drawn. */
interface Cell {
  readonly shown: Html;
  readonly text: string;
}

const plain = (text: string): Cell => ({ shown: html`${text}`, text });

/** The first cell of a row says what the row is about. */
function drawnTable(head: readonly string[], rows: readonly (readonly Cell[])[]): Block {
  const heads = head.map((text) => (text === '' ? html`<td></td>` : html`<th scope="col">${text}</th>`));
  return {
    kind: 'island',
    html: html`<div class="scroll" tabindex="0" role="group"><table class="tt"><thead><tr>${heads}</tr></thead><tbody>${rows.map(
      ([first, ...more]) =>
        html`<tr><th scope="row">${first?.shown}</th>${more.map(({ shown }) => html`<td>${shown}</td>`)}</tr>`,
    )}</tbody></table></div>`,
    markdown: [head, head.map(() => '---'), ...rows.map((cells) => cells.map(({ text }) => text))]
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n'),
  };
}

/** What each number of members comes to. */
export function quorumTable(language: Language): Block {
  const head = [
    say(language, 'Members', 'Membres', 'Mitglieder'),
    say(language, 'Have to agree', 'Doivent être d’accord', 'Müssen zustimmen'),
    say(language, 'May be away', 'Peuvent manquer', 'Dürfen fehlen'),
    '',
  ];
  const counts = Array.from({ length: MOST_MEMBERS }, (_, at) => at + 1);
  return drawnTable(
    head,
    counts.map((members) => {
      const { needed, spare } = quorumFacts(members);
      const title = say(
        language,
        `${members} members, ${spare} may be away`,
        `${members} membres, ${spare} peuvent manquer`,
        `${members} Mitglieder, ${spare} dürfen fehlen`,
      );
      const note = ETCD_MEMBER_COUNTS.includes(members)
        ? ''
        : say(language, 'refused', 'refusé', 'abgelehnt');
      const drawn = { shown: html`${quorumDrawing(members, title)} ${note}`, text: note };
      return [plain(String(members)), plain(String(needed)), plain(String(spare)), drawn];
    }),
  );
}

/** Where each storage class keeps its copies. */
export function storageTable(language: Language, classes: readonly StorageClass[]): Block {
  const head = [
    say(language, 'Class', 'Classe', 'Klasse'),
    say(language, 'Copies', 'Copies', 'Kopien'),
    say(language, 'A write is done when', 'Une écriture est faite quand', 'Ein Schreiben ist getan, wenn'),
  ];
  return drawnTable(
    head,
    classes.map((each) => {
      const text = replicationText(each.replication, language);
      const standard = each.default ? say(language, ' (default)', ' (par défaut)', ' (Vorgabe)') : '';
      return [
        { shown: html`<code>${each.name}</code>${standard}`, text: `\`${each.name}\`${standard}` },
        { shown: copiesDrawing(each, String(each.siteCount)), text: String(each.siteCount) },
        plain(text),
      ];
    }),
  );
}

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
