// The steps of an upgrade in the reader's language, as far as there are words for them, and in that of the service otherwise.
import plans from '@hikube/openapi/examples/getUpgradePlan.json' with { type: 'json' };
import type { UpgradePlan } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { answerOf, rendered } from '../rendered.support.tsx';
import { PlanSteps } from './upgrade-page.tsx';

const PLAN = answerOf<UpgradePlan>(plans);

test('a French page has French steps, and marks what the service says as English', () => {
  const html = rendered(<PlanSteps plan={PLAN} />, 'fr');
  expect(html).toContain('>Mettre à niveau le plan de contrôle<');
  expect(html).toContain('>Remplacer les nœuds de web<');
  for (const { name } of PLAN.steps) expect(html).toContain(`lang="en">${name}<`);
});

test('a step that nobody here knows is shown as the service names it', () => {
  const [first] = PLAN.steps as [UpgradePlan['steps'][number]];
  const steps = [{ ...first, target: { ...first.target, kind: 'Etcd' as const } }];
  expect(rendered(<PlanSteps plan={{ ...PLAN, steps }} />, 'fr')).toContain(`lang="en">${first.name}<`);
});

test('an English page says it once', () => {
  const html = rendered(<PlanSteps plan={PLAN} />);
  expect(html.split('Upgrade the control plane')).toHaveLength(2);
});
