// Writes the fields of the drill into the contract of a copy, as a person would who adds them.
import { parseDocument } from 'yaml';
import { ADDITIONS, NEW_OPTIONS } from './additions.ts';
import type { ProjectCopy } from './copy.ts';

const RESOURCES = [
  ['openapi/schemas/cluster.yaml', 'Cluster'],
  ['openapi/schemas/node-group.yaml', 'NodeGroup'],
  ['openapi/schemas/addon.yaml', 'Addon'],
] as const;

/** Adds every field, and the add-on that takes the new options to the catalogue. */
export async function changeContract(copy: ProjectCopy): Promise<void> {
  for (const [path, resource] of RESOURCES) {
    await copy.edit(path, (text) => {
      const document = parseDocument(text);
      for (const { name, schema } of ADDITIONS) document.setIn([resource, 'properties', name], schema);
      if (resource === 'Addon') {
        document.setIn(['Addon', 'properties', 'options', 'properties', NEW_OPTIONS.name], {
          $ref: '#/DrillOptions',
          'x-hikube-terraform': { class: 'input' },
        });
        document.set('DrillOptions', NEW_OPTIONS.schema);
      }
      return document.toString({ lineWidth: 0 });
    });
  }
  await copy.edit('openapi/catalogue/hikube-1.1.2.json', (text) => {
    const catalogue = JSON.parse(text) as { addons: { id: string; options: string | null }[] };
    for (const addon of catalogue.addons) {
      if (addon.id === NEW_OPTIONS.addon) addon.options = NEW_OPTIONS.name;
    }
    return `${JSON.stringify(catalogue, null, 2)}\n`;
  });
}

/** Gives fields a meaning that somebody has to know of: they derive, never change, roll nodes, or are part of a card. */
export async function addMeanings(copy: ProjectCopy): Promise<void> {
  const terraform = 'x-hikube-terraform';
  await copy.edit('openapi/schemas/cluster.yaml', (text) => {
    const document = parseDocument(text);
    document.setIn(['Cluster', 'properties', 'drillText', terraform, 'immutable'], 'reject');
    document.setIn(['Cluster', 'properties', 'drillNumber', terraform], {
      class: 'derived-default',
      dependsOn: ['topology'],
    });
    document.deleteIn(['Cluster', 'properties', 'drillNumber', 'default']);
    return document.toString({ lineWidth: 0 });
  });
  await copy.edit('openapi/schemas/node-group.yaml', (text) => {
    const document = parseDocument(text);
    document.setIn(['NodeGroup', 'properties', 'drillText', terraform, 'rolls'], true);
    document.setIn(['NodeGroup', 'properties', 'gpus', 'items', 'properties', 'drillShare'], {
      type: 'integer',
      description: 'A share of the drill.',
      minimum: 1,
      maximum: 9,
      [terraform]: { class: 'input' },
    });
    return document.toString({ lineWidth: 0 });
  });
}
