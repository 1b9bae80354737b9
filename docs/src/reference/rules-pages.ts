// What `code` of a field error, or of a warning, may say, in English and in French.
import { FINDING_CODES, FINDING_MEANINGS } from '@hikube/domain';
import type { Block, Page, WrittenLanguage } from '../site.ts';

/** Sentences in French by the code of the rule. */
export type RuleProse = Readonly<Record<string, string>>;

const TEXTS: Readonly<Record<WrittenLanguage, { title: string; lead: string; intro: string }>> = {
  en: {
    title: 'Rules of fields',
    lead: 'A refusal names each wrong field with the code of the rule that it breaks; a preview and a plan name warnings in the same way.',
    intro:
      'They stand in `errors[].code` of [`validation_failed`](/problems/validation_failed) and its like, and in the warnings of an [Impact](/api/schemas/Impact). Service, Terraform provider and constructs check with the same rules, so that the same code means the same everywhere. New ones may come.',
  },
  fr: {
    title: 'Règles des champs',
    lead: 'Un refus nomme chaque champ faux avec le code de la règle qu’il enfreint ; une prévision et un plan nomment des avertissements de la même façon.',
    intro:
      'Ces codes se trouvent dans `errors[].code` de [`validation_failed`](/fr/problems/validation_failed) et de ses semblables, et dans les avertissements d’un [Impact](/api/schemas/Impact). Le service, le provider Terraform et les constructs vérifient avec les mêmes règles : le même code veut dire la même chose partout. De nouveaux peuvent venir.',
  },
};

/** The list of each language. */
export function rulesPages(french: RuleProse): readonly Page[] {
  return [rulesPage('en', FINDING_MEANINGS), rulesPage('fr', french)];
}

function rulesPage(language: WrittenLanguage, meanings: RuleProse): Page {
  const { title, lead, intro } = TEXTS[language];
  return {
    path: language === 'fr' ? 'fr/problems/rules' : 'problems/rules',
    language,
    section: 'problems',
    group: '',
    title,
    lead,
    keywords: ['errors', 'FieldError', 'findings', 'warnings'],
    source: language === 'fr' ? 'docs/content/rules.yaml' : 'domain/src/finding.ts',
    blocks: [
      { kind: 'prose', markdown: intro },
      ...FINDING_CODES.flatMap((code): Block[] => {
        const meaning = meanings[code];
        if (meaning === undefined) throw new Error(`content/rules.yaml says nothing of ${code}.`);
        return [
          { kind: 'heading', level: 3, text: code, id: code },
          { kind: 'prose', markdown: meaning },
        ];
      }),
    ],
  };
}
