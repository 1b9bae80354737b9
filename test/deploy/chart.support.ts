// The chart as its tests read it: values, the variants that are rendered, and what Helm made of them.
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isObject } from '@hikube/domain';
import type { KubernetesObject } from '@hikube/kubernetes-api';
import { parse, parseAllDocuments } from 'yaml';

/** The chart itself. */
export const CHART = fileURLToPath(new URL('../../server/deploy/chart/', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));

export type Values = Readonly<Record<string, unknown>>;

/** Of a file below the chart. */
export async function readChart<Content>(path: string): Promise<Content> {
  return parse(await readFile(`${CHART}${path}`, 'utf8')) as Content;
}

export async function templates(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(`${CHART}templates`);
  const texts = names.map(
    async (name) => [name, await readFile(`${CHART}templates/${name}`, 'utf8')] as const,
  );
  return new Map(await Promise.all(texts));
}

/** What operators may choose, by name: each is rendered. */
export async function variants(): Promise<ReadonlyMap<string, Values>> {
  const names = (await readdir(`${HERE}values`)).sort().map((file) => file.replace('.yaml', ''));
  const found = names.map(
    async (name) => [name, parse(await readFile(valuesFile(name), 'utf8')) as Values] as const,
  );
  return new Map(await Promise.all(found));
}

/** Where the values of a variant are. */
export function valuesFile(variant: string): string {
  return `${HERE}values/${variant}.yaml`;
}

/** Where the rendering of a variant is kept; Helm writes it, in helm.test.ts. */
export function renderedFile(variant: string): string {
  return `${HERE}rendered/${variant}.yaml`;
}

/** The objects that Helm made of a variant. */
export async function rendered(variant: string): Promise<readonly KubernetesObject[]> {
  const documents = parseAllDocuments(await readFile(renderedFile(variant), 'utf8'));
  return documents.map((document) => document.toJS() as KubernetesObject);
}

/** Values over those of the chart, as Helm lays them: maps key by key, everything else as a whole. */
export function over(base: Values, values: Values): Values {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(values)) {
    const before = merged[key];
    merged[key] = isObject(before) && isObject(value) ? over(before, value) : value;
  }
  return merged;
}
