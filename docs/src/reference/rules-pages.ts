// What `code` of a field error, or of a warning, may say, in each language.
import { FINDING_CODES, FINDING_MEANINGS } from '@hikube/domain';
import { type Block, LANGUAGES, type Language, type OtherLanguage, type Page, twinPath } from '../site.ts';

type Meanings = Readonly<Record<string, string>>;

/** Sentences by the code of the rule, in the languages that the rules themselves do not speak. */
export type RuleProse = Readonly<Record<OtherLanguage, Meanings>>;

const TEXTS: Readonly<Record<Language, { title: string; lead: string; intro: string }>> = {
  en: {
    title: 'Rules of fields',
    lead: 'A refusal names each wrong field with the code of the rule that it breaks; a preview and a plan name warnings in the same way.',
    intro:
      'They stand in `errors[].code` of [`validation_failed`](/problems/validation_failed) and its like, and in the warnings of an [Impact](/api/schemas/Impact). Service, Terraform provider and constructs check with the same rules, so that the same code means the same everywhere. New ones may come.',
  },
  fr: {
    title: 'Règles des champs',
    lead: 'Un refus nomme chaque champ faux avec le code de la règle qu’il enfreint ; un aperçu et un plan nomment des avertissements de la même façon.',
    intro:
      'Ces codes se trouvent dans `errors[].code` de [`validation_failed`](/fr/problems/validation_failed) et de ses semblables, et dans les avertissements d’un [Impact](/api/schemas/Impact). Le service, le provider Terraform et les constructs vérifient avec les mêmes règles : le même code veut dire la même chose partout. De nouveaux peuvent venir.',
  },
  de: {
    title: 'Regeln der Felder',
    lead: 'Eine Ablehnung nennt jedes falsche Feld mit dem Code der Regel, die es verletzt; eine Vorschau und ein Plan nennen Warnungen auf dieselbe Weise.',
    intro:
      'Die Codes stehen in `errors[].code` von [`validation_failed`](/de/problems/validation_failed) und seinesgleichen, und in den Warnungen eines [Impact](/api/schemas/Impact). Dienst, Terraform-Provider und Constructs prüfen mit denselben Regeln, so dass ein Code überall dasselbe bedeutet. Es können neue dazukommen.',
  },
};

/** The list of each language. */
export function rulesPages(prose: RuleProse): readonly Page[] {
  const all = { ...prose, en: FINDING_MEANINGS };
  return LANGUAGES.map((language) => rulesPage(language, all[language]));
}

function rulesPage(language: Language, meanings: Meanings): Page {
  const { title, lead, intro } = TEXTS[language];
  return {
    path: twinPath('problems/rules', language),
    language,
    section: 'problems',
    group: '',
    title,
    lead,
    keywords: ['errors', 'FieldError', 'findings', 'warnings'],
    source: language === 'en' ? 'domain/src/finding.ts' : 'docs/content/rules.yaml',
    blocks: [
      { kind: 'prose', markdown: intro },
      ...FINDING_CODES.flatMap((code): Block[] => {
        const meaning = meanings[code];
        if (meaning === undefined)
          throw new Error(`content/rules.yaml says nothing of ${code} in ${language}.`);
        return [
          { kind: 'heading', level: 3, text: code, id: code },
          { kind: 'prose', markdown: meaning },
        ];
      }),
    ],
  };
}
