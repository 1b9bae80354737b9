import { describe, expect, test } from 'vitest';
import { readSpec } from './manifest.test.support.ts';
import { manifestPointer } from './origins.ts';

const { origins } = readSpec(
  {
    version: 'v1.34',
    control_plane: { replicas: 3 },
    nodeGroup: { web: { ephemeralStorage: { size: '20Gi' }, gpus: [{ name: 'x' }] } },
    addons: {
      fluxcd: { enabled: true, valuesOverride: { fluxcd: { gitRepository: { url: 'x' } } } },
      ingress_nginx: { enabled: true, exposeMethod: 'Proxied', hosts: ['a'] },
    },
  },
  { labels: { team: 'x' }, annotations: { 'platform.hikube.cloud/maintenance': '{"window":{}}' } },
);

describe('a pointer into the cluster leads back into the manifest', () => {
  test.each([
    ['', ''],
    ['/name', '/metadata/name'],
    ['/labels/team', '/metadata/labels/team'],
    ['/version', '/spec/version'],
    ['/controlPlane/replicas', '/spec/control_plane/replicas'],
    ['/nodeGroups', '/spec/nodeGroup'],
    ['/nodeGroups/web', '/spec/nodeGroup/web'],
    ['/nodeGroups/web/minReplicas', '/spec/nodeGroup/web/minReplicas'],
    ['/nodeGroups/web/diskSize', '/spec/nodeGroup/web/ephemeralStorage/size'],
    ['/nodeGroups/web/gpus/0/name', '/spec/nodeGroup/web/gpus/0/name'],
    ['/nodeGroups/webshop', '/spec/nodeGroup/webshop'],
    ['/addons/flux', '/spec/addons/fluxcd'],
    [
      '/addons/flux/options/flux/gitRepository/url',
      '/spec/addons/fluxcd/valuesOverride/fluxcd/gitRepository/url',
    ],
    ['/addons/ingress-nginx/options/ingress/hosts/0', '/spec/addons/ingress_nginx/hosts/0'],
    ['/maintenance/window/days', '/metadata/annotations/platform.hikube.cloud~1maintenance'],
    ['/storageClass', '/spec/storageClass'],
  ])('%s → %s', (pointer, place) => {
    expect(manifestPointer(origins, pointer)).toBe(place);
  });
});
