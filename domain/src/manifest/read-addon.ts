// One add-on of a manifest: its switch, its keys, and the options that the form expresses by them.
import { addonFacts } from '../addon/facts.ts';
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { at } from '../values/pointer.ts';
import { type JsonObject, show } from '../values/read.ts';
import { readValues } from './addon-values.ts';
import { alikeKey, readKeys, tellUnknown } from './keys.ts';
import { type Entry, isBlank, type Reading } from './reading.ts';

/** Add-ons without a switch in the form: always on, or on together with another one. */
export const UNSWITCHED_ADDONS: ReadonlySet<string> = new Set([
  'cilium',
  'coredns',
  'vertical-pod-autoscaler',
]);

/** What `exposeMethod` says, as this API says it. */
export const EXPOSE_METHODS: Readonly<Record<string, string>> = {
  Proxied: 'proxied',
  LoadBalancer: 'load-balancer',
};

const KEYS = ['enabled', 'valuesOverride'] as const;
const INGRESS_KEYS = [...KEYS, 'exposeMethod', 'hosts'] as const;

/** Reads an add-on; undefined when the manifest does not enable it. */
export function readAddon(
  id: string,
  entry: Entry,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): JsonObject | undefined {
  const form = addonFacts(id)?.manifest?.key ?? id;
  const keys = addonFacts(id)?.options === 'ingress' ? INGRESS_KEYS : KEYS;
  const section = readKeys(reading.object(entry, `addons.${form}`), keys, entry.pointer, reading);
  tellUnknown(section.unknown, keys, `addons.${form}`, reading);
  const { known } = section;
  if (!isEnabled(id, form, known.get('enabled'), reading)) {
    for (const [key, setting] of known) {
      if (key === 'enabled' || isBlank(setting.value) || setting.value === 'Proxied') continue;
      const detail = `addons.${form} is not enabled, so this has no effect; write enabled: true.`;
      reading.ignored(setting, detail);
    }
    return undefined;
  }
  const field = at('/addons', id);
  const values = known.get('valuesOverride');
  const read = values === undefined ? undefined : readValues(id, values, catalogue, reading);
  if (values !== undefined) reading.origin(at(field, 'valuesOverride'), values.pointer);
  reading.origin(at(field, 'options'), entry.pointer);
  const ingress = readIngress(known.get('exposeMethod'), known.get('hosts'), at(field, 'options'), reading);
  const options = read?.options ?? ingress;
  return Object.fromEntries([
    ...(read?.values === undefined ? [] : [['valuesOverride', read.values]]),
    ...(options === undefined ? [] : [['options', options]]),
  ]);
}

function isEnabled(id: string, form: string, entry: Entry | undefined, reading: Reading): boolean {
  if (UNSWITCHED_ADDONS.has(id)) {
    const why = id === 'vertical-pod-autoscaler' ? 'it comes with monitoringAgents' : 'it is always on';
    if (entry !== undefined) reading.ignored(entry, `addons.${form} has no switch: ${why}.`);
    return true;
  }
  if (entry === undefined) return false;
  if (typeof entry.value === 'boolean') return entry.value;
  const detail = `addons.${form}.enabled must be true or false without quotes, not ${show(entry.value)}.`;
  reading.refused(entry.pointer, 'invalid_type', detail, ['true', 'false']);
  return false;
}

/** `exposeMethod` and `hosts` as options; undefined when neither is there. */
function readIngress(
  method: Entry | undefined,
  hosts: Entry | undefined,
  field: string,
  reading: Reading,
): JsonObject | undefined {
  const ingress: [string, unknown][] = [];
  const inner = at(field, 'ingress');
  if (method !== undefined) {
    ingress.push(['exposure', readExposeMethod(method, reading)]);
    reading.origin(at(inner, 'exposure'), method.pointer);
  }
  if (hosts !== undefined) {
    ingress.push(['hosts', reading.items(hosts, 'hosts')?.map(({ value }) => value) ?? hosts.value]);
    reading.origin(at(inner, 'hosts'), hosts.pointer);
  }
  return ingress.length === 0 ? undefined : { ingress: Object.fromEntries(ingress) };
}

function readExposeMethod(entry: Entry, reading: Reading): unknown {
  const { value } = entry;
  const allowed = Object.keys(EXPOSE_METHODS);
  const method = typeof value === 'string' ? alikeKey(value, allowed) : undefined;
  if (method === undefined) {
    const detail = `exposeMethod must be ${allowed.join(' or ')}, not ${show(value)}.`;
    reading.refused(entry.pointer, 'invalid_value', detail, allowed);
    return value;
  }
  if (method !== value) {
    reading.normalised(entry, method, `The form writes ${show(value)} as ${method}.`);
  }
  return EXPOSE_METHODS[method];
}
