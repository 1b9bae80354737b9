// Short-lived access to the Kubernetes API: each one is listed at once, says when it ends, and can be made worthless here.
import type { Kubeconfig, KubeconfigRole } from '@hikube/sdk';
import { useContext, useId, useState } from 'preact/hooks';
import { useWhyNot } from '../may.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/field.tsx';
import { Refusal } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { useStillRows, Waiting } from '../ui/still-rows.tsx';
import { useAction } from '../ui/use-action.ts';
import type { ClusterPicture } from './picture.ts';

const ROLES: readonly KubeconfigRole[] = ['view', 'edit', 'admin'];
const MINUTES = [15, 60, 480] as const;

interface KubeconfigsProps {
  readonly picture: ClusterPicture;
  readonly refresh: () => Promise<void>;
}

/** The section. */
export function Kubeconfigs({ picture, refresh }: KubeconfigsProps) {
  const { browser, client, words } = useContext(Surroundings);
  const { name } = picture.cluster;
  const whyNot = useWhyNot();
  const active = picture.kubeconfigs.filter((each) => isActive(each, browser.clock.now()));
  const still = useStillRows(active, ({ id }) => id);
  const issue = useAction(async (role: KubeconfigRole, minutes: number) => {
    const issued = await client.kubeconfigs.create(name, { role, ttlSeconds: minutes * 60 });
    browser.save(`kubeconfig-${name}.yaml`, issued.kubeconfig);
    await refresh();
    return words.kubeconfigSaved(words.time(Date.parse(issued.expiresAt)));
  });
  const revoke = useAction(async (id: string) => {
    await client.kubeconfigs.revoke(name, id);
    await refresh();
    return words.revoked(id);
  });
  const error = issue.error ?? revoke.error;
  return (
    <Section title={words.kubeconfigs}>
      <Form
        isBusy={issue.isUnderWay}
        why={whyNot('kubeconfigs.create')}
        onIssue={(role, minutes) => void issue.run(role, minutes)}
      />
      <Refusal error={error} />
      <Waiting count={still.waiting} />
      <ul class="plain rows" {...still.hand}>
        {still.rows.map((kubeconfig) => (
          <li key={kubeconfig.id} inert={still.isGone(kubeconfig)}>
            <span>
              <span class="chip">{kubeconfig.role}</span> <span class="mono small">{kubeconfig.id}</span>
              <span class="below">{words.until(words.time(Date.parse(kubeconfig.expiresAt)))}</span>
            </span>
            <Button
              kind="quiet"
              isBusy={revoke.isUnderWay}
              why={whyNot('kubeconfigs.revoke')}
              onPress={() => void revoke.run(kubeconfig.id)}
            >
              {words.revoke} <span class="vh">{kubeconfig.id}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface FormProps {
  readonly isBusy: boolean;
  readonly why: string | undefined;
  readonly onIssue: (role: KubeconfigRole, minutes: number) => void;
}

function Form({ isBusy, why, onIssue }: FormProps) {
  const { words } = useContext(Surroundings);
  const id = useId();
  const [role, setRole] = useState<KubeconfigRole>('view');
  const [minutes, setMinutes] = useState<number>(MINUTES[0]);
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (!isBusy && why === undefined) onIssue(role, minutes);
  };
  return (
    <form class="pair" onSubmit={onSubmit}>
      <SelectField
        id={`${id}r`}
        label={words.may}
        value={role}
        options={ROLES.map((each) => ({ value: each, label: each }))}
        onText={(text) => setRole(ROLES.find((each) => each === text) ?? 'view')}
      />
      <SelectField
        id={`${id}t`}
        label={words.lives}
        value={String(minutes)}
        options={MINUTES.map((each) => ({ value: String(each), label: words.minutes(each) }))}
        onText={(text) => setMinutes(Number(text))}
      />
      <Button type="submit" isBusy={isBusy} why={why}>
        {words.getKubeconfig}
      </Button>
    </form>
  );
}

/** Whether it opens anything now. */
function isActive({ expiresAt, revokedAt }: Kubeconfig, now: number): boolean {
  return revokedAt === null && Date.parse(expiresAt) > now;
}
