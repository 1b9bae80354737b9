// Namespaces: a label with their name, a phase, and a finalizer of their own.
import { at, objectOf } from '../json/json.ts';
import type { Behaviour } from '../kinds/behaviour.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { ageColumn, nameColumn } from '../read/columns.ts';
import { isDnsLabel } from '../validation/names.ts';
import { named } from '../validation/object-meta.ts';
import { column } from './texts.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Every namespace carries its name as a label, so that selectors can name it. */
function label({ metadata }: KubernetesObject): void {
  if ((metadata.name ?? '') !== '') metadata.labels = { ...metadata.labels, [NAME_LABEL]: metadata.name! };
}

export const namespaces: Behaviour = {
  checkName: named((name) =>
    // A dot is said in words of its own, because whoever writes one means a subdomain.
    name.includes('.') ? ['must not contain dots'] : isDnsLabel(name),
  ),
  returnsDeleted: true,
  default(object) {
    label(object);
  },
  prepareCreate(object) {
    object['spec'] = { ...objectOf(object['spec']), finalizers: finalizersWith(object) };
    object['status'] = { phase: 'Active' };
  },
  prepareUpdate(object, old, { subresource }) {
    if (subresource === 'finalize') object['status'] = old['status'];
    else object['spec'] = old['spec'];
  },
  fields: {
    'status.phase': (object) => String(at(object, 'status', 'phase') ?? ''),
    name: ({ metadata }) => metadata.name ?? '',
  },
  bookmark(object) {
    object['spec'] = {};
    object['status'] = {};
  },
  columns: [
    nameColumn,
    column(
      'Status',
      'string',
      'The status of the namespace',
      (object) => at(object, 'status', 'phase') ?? '',
    ),
    ageColumn,
  ],
};

function finalizersWith(object: KubernetesObject): string[] {
  const given = at(object, 'spec', 'finalizers');
  const list = Array.isArray(given) ? (given as string[]) : [];
  return list.includes('kubernetes') ? list : [...list, 'kubernetes'];
}
