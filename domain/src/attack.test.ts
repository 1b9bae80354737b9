// A text of 100,000 characters costs every rule less than 10 ms, whatever it is made of: no regular expression
// backtracks, and nothing grows faster than its input.
import { describe, expect, test } from 'vitest';
import { HIKUBE } from './catalogue/profiles.test.support.ts';
import * as domain from './index.ts';

const LENGTH = 100_000;
const CPU_MS_MAX = 10;

const fill = (piece: string, end = '') => piece.repeat(LENGTH / piece.length) + end;

const TEXTS: Readonly<Record<string, string>> = {
  letters: fill('a'),
  'letters with a bad end': fill('a', '!'),
  dashes: fill('-', 'a'),
  'a letter and dashes': `a${fill('-')}`,
  dots: fill('.'),
  'labels of a host': fill('a.'),
  digits: fill('1'),
  'digits with a bad end': fill('1', 'x'),
  'digits and dots': fill('1.'),
  'an exponent': `1e${fill('9')}`,
  'a duration': fill('1h'),
  'a duration with a bad end': fill('1h', 'x'),
  slashes: fill('/'),
  'escaped slashes': fill('~1'),
  'open brackets': fill('['),
  'open objects': fill('{"a":'),
  'a quoted text': JSON.stringify(fill('\u0000')).slice(0, LENGTH),
  spaces: fill(' '),
  newlines: fill('\n'),
  surrogates: fill('\ud83d\ude00'),
};

const RULES: Readonly<Record<string, (text: string) => unknown>> = {
  names: (text) => [
    domain.checkClusterName(text),
    domain.checkNodeGroupName(text, text),
    domain.isHostName(text),
  ],
  labels: (text) => domain.checkLabels({ [text]: text }),
  versions: (text) => [
    domain.checkVersion(text, HIKUBE.kubernetesVersions),
    domain.upgradePath('1.30', text),
  ],
  quantities: (text) => [domain.normaliseQuantity(text), domain.equalQuantities(text, '1')],
  durations: (text) => domain.normaliseDuration(text),
  json: (text) => domain.normaliseJsonText(text),
  timestamps: (text) => domain.parseTimestamp(text),
  pointers: (text) => domain.pointerTokens(text),
  maintenance: (text) =>
    domain.checkMaintenance({
      window: { days: [text], startTime: text, durationMinutes: 60, timeZone: text },
      exclusions: [{ start: text, end: text }],
    }),
  'node group': (text) =>
    domain.checkNodeGroup(
      text,
      { instanceType: text, diskSize: text, roles: [text], gpus: [{ name: text }] },
      { catalogue: HIKUBE },
    ),
  addon: (text) =>
    domain.checkAddon(text, { version: text, valuesOverride: { [text]: text } }, { catalogue: HIKUBE }),
  options: (text) => [
    domain.checkAddonOptions('flux', { flux: { gitRepository: { url: text } } }),
    domain.checkAddonOptions('ingress-nginx', { ingress: { exposure: text, hosts: [text] } }),
    domain.checkAddonOptions('cert-manager', { certManager: { issuers: { [text]: { type: text } } } }),
  ],
  cluster: (text) =>
    domain.checkCluster(
      { name: text, version: text, topology: text, storageClass: text, host: text },
      HIKUBE,
    ),
};

/** CPU time of one call, the best of five: what the machine does besides is no fault of the rule. */
function cpuMilliseconds(run: () => unknown): number {
  const samples = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...samples);
}

describe.each(Object.entries(RULES))('%s', (_rule, run) => {
  test.each(Object.entries(TEXTS))('of %s', (_text, text) => {
    expect(cpuMilliseconds(() => run(text))).toBeLessThan(CPU_MS_MAX);
  });
});
