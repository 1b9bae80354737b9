// What somebody asks is answered by the first result.

import type MiniSearch from 'minisearch';
import { beforeAll, describe, expect, it } from 'vitest';
import { allPages } from '../pages.ts';
import { GUIDES } from '../prose/catalogue.ts';
import { readSources } from '../sources.ts';
import { entriesFor, type Questions } from './entries.ts';
import { indexOf } from './index-file.ts';
import { type Entry, SEARCH_OPTIONS, tokenize } from './terms.ts';

let english: MiniSearch<Entry>;
let french: MiniSearch<Entry>;
let questions: Questions;
beforeAll(async () => {
  const sources = await readSources();
  const pages = allPages(sources);
  questions = sources.questions;
  english = indexOf(entriesFor('en', pages, questions));
  french = indexOf(entriesFor('fr', pages, questions));
});

const links = (index: MiniSearch<Entry>, question: string): string[] =>
  index.search(question, SEARCH_OPTIONS).map(({ link }) => String(link));

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
  ])('%s', (question, link) => {
    expect(links(english, question)[0]).toBe(link);
  });

  it('answers every question that is written down', () => {
    const all = Object.entries(questions).flatMap(([link, texts]) => texts.map((text) => ({ link, text })));
    expect(all.length).toBeGreaterThan(15);
    const indexFor = (link: string) => (link.startsWith('/fr/') ? french : english);
    expect(all.map(({ link, text }) => ({ link: links(indexFor(link), text)[0], text }))).toEqual(all);
  });

  it('knows a question that each guide answers', () => {
    const answered = new Set(Object.keys(questions).map((link) => link.replace(/#.*/, '')));
    const guides = GUIDES.filter(({ language }) => language === 'en').map(({ path }) => `/${path}`);
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
    expect(links(english, name)[0]).toBe(link);
  });

  it.each([
    ['etcd_members', '/problems/rules#even_etcd_members'],
    ['idempotency_key', '/problems/idempotency_key_reused'],
    ['instance_type', '/problems/rules#unknown_instance_type'],
  ])('finds the part %s of a name among the first five', (part, link) => {
    expect(links(english, part).slice(0, 5)).toContain(link);
  });

  it.each([
    ['quota dépassé', '/fr/problems/quota_exceeded'],
    ['cluster protégé', '/fr/problems/deletion_protected'],
    ['even_etcd_members', '/fr/problems/rules#even_etcd_members'],
    ['mettre à niveau le cluster', '/fr/guides/upgrade'],
    ['cluster pour la production', '/fr/guides/production'],
    ['travailler sans service', '/fr/guides/direct'],
    ['createNodeGroup', '/api/createNodeGroup'],
  ])('answers in French, with English pages where there are no others: %s', (question, link) => {
    expect(links(french, question)[0]).toBe(link);
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
