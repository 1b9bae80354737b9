import { describe, expect, test } from 'vitest';
import { readSpec, told } from './manifest.test.support.ts';

/** What the values of an add-on are read as, and what is told about them. */
function readValues(key: string, id: string, valuesOverride: unknown): readonly [unknown, readonly string[]] {
  const reading = readSpec({ addons: { [key]: { enabled: true, valuesOverride } } });
  const addons = reading.cluster['addons'] as Record<string, unknown>;
  const place = `/spec/addons/${key}/valuesOverride`;
  return [addons[id], told(reading).map((note) => note.replaceAll(place, ''))];
}

describe('Helm values end up where the chart reads them', () => {
  test.each([
    [
      'certManager',
      'cert-manager',
      { installCRDs: true },
      'cert-manager',
      ['moved /installCRDs → /cert-manager/installCRDs'],
    ],
    [
      'certManager',
      'cert-manager',
      { certManager: { installCRDs: true } },
      'cert-manager',
      ['moved /certManager → /cert-manager'],
    ],
    ['coredns', 'coredns', { corends: { replicaCount: 2 } }, 'coredns', ['moved /corends → /coredns']],
    ['gpuOperator', 'gpu-operator', { 'gpu-operator': { driver: {} } }, 'gpu-operator', []],
  ])('%s %#', (key, id, written, chart, notes) => {
    const inner = Object.values(written)[0];
    const values = { [chart]: typeof inner === 'object' ? inner : written };
    const [addon, tell] = readValues(key, id, written);
    expect(addon).toEqual({ valuesOverride: values });
    expect(tell.filter((note) => !note.includes('enabled'))).toEqual(notes);
  });

  test('with the sentence that says why', () => {
    const { notes } = readSpec({ addons: { certManager: { enabled: true, valuesOverride: { a: 1 } } } });
    expect(notes[0]?.detail).toBe(
      'The chart reads only what stands under "cert-manager", so this is read from there.',
    );
  });

  test.each([
    [null, {}],
    [{}, { valuesOverride: {} }],
    ['text', { valuesOverride: 'text' }],
  ])('%j is kept as it is', (written, addon) => {
    expect(readValues('certManager', 'cert-manager', written)).toEqual([addon, []]);
  });
});

describe('the git repository of flux', () => {
  const repository = { url: 'https://git.example.ch/clusters.git', branch: 'main', path: './prod' };
  const options = { flux: { gitRepository: repository } };

  test.each([
    ['flat', { gitRepository: repository }],
    ['wrapped', { fluxcd: { gitRepository: repository } }],
    ['wrapped under the id', { flux: { gitRepository: repository } }],
  ])('%s is an option', (_title, values) => {
    expect(readValues('fluxcd', 'flux', values)).toEqual([{ options }, []]);
  });

  test('leaves the other values', () => {
    const values = { fluxcd: { gitRepository: repository, installCRDs: true } };
    expect(readValues('fluxcd', 'flux', values)).toEqual([
      { options, valuesOverride: { 'flux-instance': { installCRDs: true } } },
      ['moved /fluxcd → /flux-instance'],
    ]);
  });

  test('tells what a repository does not have, and leaves a missing url to the contract', () => {
    expect(readValues('fluxcd', 'flux', { gitRepository: { interval: '1m' } })).toEqual([
      { options: { flux: { gitRepository: {} } } },
      ['ignored /gitRepository/interval'],
    ]);
  });

  test('that is a text is a value like others', () => {
    const [addon] = readValues('fluxcd', 'flux', { gitRepository: 'https://git.example.ch' });
    expect(addon).toEqual({
      valuesOverride: { 'flux-instance': { gitRepository: 'https://git.example.ch' } },
    });
  });
});

describe('the parts of the monitoring agents', () => {
  test.each([
    ['flat', { nodeExporter: { enabled: true }, fluentbit: { enabled: false } }],
    ['wrapped', { monitoringAgents: { nodeExporter: { enabled: true }, fluentbit: { enabled: false } } }],
    ['both', { monitoringAgents: { nodeExporter: { enabled: true } }, fluentBit: { enabled: false } }],
  ])('%s are options', (_title, values) => {
    expect(readValues('monitoringAgents', 'monitoring', values)).toEqual([
      { options: { monitoring: { nodeExporter: true, fluentBit: false } } },
      [],
    ]);
  });

  test('and everything else has no effect', () => {
    const values = {
      dcgmExporter: { enabled: true },
      fluentbit: { enabled: true, config: {} },
      nodeExporter: 7,
    };
    expect(readValues('monitoringAgents', 'monitoring', values)).toEqual([
      { options: { monitoring: { fluentBit: true } } },
      ['ignored /dcgmExporter', 'ignored /fluentbit/config', 'ignored /nodeExporter'],
    ]);
  });

  test('of which nothing is left are none', () => {
    expect(readValues('monitoringAgents', 'monitoring', { a: 1 })).toEqual([{}, ['ignored /a']]);
  });
});

test('values of an add-on that reads none have no effect', () => {
  expect(readValues('gatewayAPI', 'gateway-api', { a: 1 })).toEqual([{}, ['ignored ']]);
  expect(readValues('gatewayAPI', 'gateway-api', {})).toEqual([{ valuesOverride: {} }, []]);
});

describe('the backup location of velero', () => {
  const location = { provider: 'aws', bucket: 'backups' };
  const place = '/configuration/backupStorageLocation';
  const listed = { valuesOverride: { velero: { configuration: { backupStorageLocation: [location] } } } };

  test('is a list, wherever it stands', () => {
    expect(
      readValues('velero', 'velero', { velero: { configuration: { backupStorageLocation: location } } }),
    ).toEqual([listed, [`normalised /velero${place} → a list of one`]]);
    expect(readValues('velero', 'velero', { configuration: { backupStorageLocation: location } })).toEqual([
      listed,
      ['moved /configuration → /velero/configuration', `normalised ${place} → a list of one`],
    ]);
  });

  test('stays a list', () => {
    expect(readValues('velero', 'velero', listed.valuesOverride)).toEqual([listed, []]);
  });
});
