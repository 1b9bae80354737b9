// What somebody asks is answered by the first result.

import type MiniSearch from 'minisearch';
import { beforeAll, describe, expect, it } from 'vitest';
import { allPages } from '../pages.ts';
import { GUIDES } from '../prose/catalogue.ts';
import { LANGUAGES, type Language } from '../site.ts';
import { readSources } from '../sources.ts';
import { entriesFor, type Questions } from './entries.ts';
import { indexOf } from './index-file.ts';
import { type Entry, SEARCH_OPTIONS, tokenize } from './terms.ts';

let index: Record<Language, MiniSearch<Entry>>;
let questions: Questions;
beforeAll(async () => {
  const sources = await readSources();
  const pages = allPages(sources);
  questions = sources.questions;
  const of = (language: Language) => indexOf(entriesFor(language, pages, questions));
  index = { en: of('en'), fr: of('fr'), de: of('de') };
});

const links = (searched: MiniSearch<Entry>, question: string): string[] =>
  searched.search(question, SEARCH_OPTIONS).map(({ link }) => String(link));

describe('the search', () => {
  it.each([
    ['which versions may I go to', '/api/getUpgradePlan'],
    ['what does even_etcd_members mean', '/problems/rules#even_etcd_members'],
    ['how do I get kubeconfigs into CI', '/guides/walk-through#a-token-for-a-pipeline'],
    ['test my application offline', '/guides/testing'],
    ['401 although I send a token', '/problems/unauthenticated'],
    ['cannot delete protected cluster', '/problems/deletion_protected'],
    ['quota exceeded', '/problems/quota_exceeded'],
    ['terraform gpu node group', '/terraform/resources/kubernetes_node_group'],
    ['docker container for the service', '/guides/operate#container'],
    ['can an API change break my client', '/api/growing'],
    // Asked otherwise than it is written down.
    ['kubernetes versions I can upgrade to', '/api/getUpgradePlan'],
    ['token rejected', '/problems/unauthenticated'],
    ['pausing an upgrade', '/api/pauseVersionUpgrade'],
    ['instance types', '/api/listInstanceTypes'],
    ['restore a deleted cluster', '/guides/backup#the-restore'],
  ])('answers a reader first: %s', (question, link) => {
    expect(links(index.en, question)[0]).toBe(link);
  });

  // The same ten, each asked otherwise than it is written down.
  it.each([
    ['vers quelles versions ai-je le droit d’aller', '/fr/guides/upgrade#regarder'],
    ['que signifie even_etcd_members', '/fr/problems/rules#even_etcd_members'],
    ['des kubeconfigs pour mon pipeline CI', '/fr/guides/walk-through#un-jeton-pour-une-chaîne-dintégration'],
    ['tester mon application hors ligne', '/fr/guides/testing'],
    ['401 alors que j’envoie un jeton', '/fr/problems/unauthenticated'],
    ['impossible de supprimer un cluster protégé', '/fr/problems/deletion_protected'],
    ['quota dépassé', '/fr/problems/quota_exceeded'],
    ['groupe de noeuds GPU avec Terraform', '/fr/guides/gpu#en-terraform'],
    ['conteneur Docker pour le service', '/fr/guides/operate#conteneur'],
    ['un changement de l’API peut-il casser mon client', '/api/growing'],
    ['révoquer un kubeconfig', '/fr/guides/security#laccès-à-un-cluster'],
    ['importer dans Terraform un cluster qui existe', '/fr/guides/move-in#du-yaml-à-terraform'],
  ])('answers a reader in French first: %s', (question, link) => {
    expect(links(index.fr, question)[0]).toBe(link);
  });

  it.each([
    ['welche Versionen sind erlaubt', '/api/getUpgradePlan'],
    ['was heisst even_etcd_members', '/de/problems/rules#even_etcd_members'],
    ['401 trotz Token', '/de/problems/unauthenticated'],
    ['mein Cluster lässt sich nicht löschen', '/de/problems/deletion_protected'],
    ['geschützten Cluster löschen', '/de/problems/deletion_protected'],
    ['Kontingent überschritten', '/de/problems/quota_exceeded'],
    ['was passiert, wenn ein Standort ausfällt', '/de/concepts/sites'],
    ['GPU Knotengruppe Terraform', '/terraform/resources/kubernetes_node_group'],
  ])(
    'answers a reader in German first, with English pages where there are no others: %s',
    (question, link) => {
      expect(links(index.de, question)[0]).toBe(link);
    },
  );

  it('answers every question that is written down', () => {
    for (const language of LANGUAGES) {
      const all = Object.entries(questions[language]).flatMap(([link, texts]) =>
        texts.map((text) => ({ link, text })),
      );
      expect(all.length, language).toBeGreaterThan(30);
      expect(all.map(({ text }) => ({ link: links(index[language], text)[0], text }))).toEqual(all);
    }
  });

  it.each(['en', 'fr'] as const)('knows a question that each guide answers, in %s', (language) => {
    const answered = new Set(Object.keys(questions[language]).map((link) => link.replace(/#.*/, '')));
    const guides = GUIDES.filter((guide) => guide.language === language).map(({ path }) => `/${path}`);
    expect(guides.length).toBeGreaterThan(14);
    expect(guides.filter((guide) => !answered.has(guide))).toEqual([]);
  });

  it.each([
    ['even_etcd_members', '/problems/rules#even_etcd_members'],
    ['HIKUBE_TOKEN', '/sdk/'],
    ['ingress-nginx', '/api/schemas/IngressOptions'],
    ['createNodeGroup', '/api/createNodeGroup'],
    ['/v1/clusters/-/addons', '/api/listAddons'],
    ['hikube_kubernetes_cluster', '/terraform/resources/kubernetes_cluster'],
    ['quota_exceeded', '/problems/quota_exceeded'],
    ['--no-wait', '/cli/'],
    ['hikube cluster create', '/cli/cluster/create'],
    ['kubeconfig save', '/cli/kubeconfig/save'],
    ['NodeGroupRollout', '/api/schemas/NodeGroupRollout'],
  ])('finds the name %s first', (name, link) => {
    expect(links(index.en, name)[0]).toBe(link);
  });

  it.each([
    ['etcd_members', '/problems/rules#even_etcd_members'],
    ['idempotency_key', '/problems/idempotency_key_reused'],
    ['instance_type', '/problems/rules#unknown_instance_type'],
  ])('finds the part %s of a name among the first five', (part, link) => {
    expect(links(index.en, part).slice(0, 5)).toContain(link);
  });

  it.each([
    ['cluster protégé', '/fr/problems/deletion_protected'],
    ['even_etcd_members', '/fr/problems/rules#even_etcd_members'],
    ['mettre à niveau le cluster', '/fr/guides/upgrade'],
    ['cluster pour la production', '/fr/guides/production'],
    ['travailler sans service', '/fr/guides/direct'],
    ['cluster migre depuis EKS', '/fr/guides/move-in#depuis-un-autre-cloud'],
    ['certificat d’une autorité privée', '/fr/guides/certificates'],
    ['restaurer une sauvegarde', '/fr/guides/backup'],
    ['createNodeGroup', '/api/createNodeGroup'],
  ])('answers in French, with English pages where there are no others: %s', (question, link) => {
    expect(links(index.fr, question)[0]).toBe(link);
  });

  it('keeps names whole, and finds their parts', () => {
    expect(tokenize('even_etcd_members')).toEqual([
      'even_etcd_members',
      'even',
      'etcd',
      'members',
      'etcd_members',
    ]);
    expect(tokenize('use --no-wait.')).toEqual(['use', '--no-wait', 'no', 'wait']);
    expect(tokenize('minReplicas')).toEqual(['minReplicas', 'min', 'Replicas']);
  });
});
