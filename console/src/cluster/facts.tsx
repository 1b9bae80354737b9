// What else is known of a cluster, as it was asked for.
import type { Cluster } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Icon } from '../ui/icon.tsx';
import { Section } from '../ui/section.tsx';
import { useCopy } from '../ui/use-copy.ts';

/** The section. */
export function Facts({ cluster }: { readonly cluster: Cluster }) {
  const { words } = useContext(Surroundings);
  const copy = useCopy();
  const { endpoint, maintenance, network, labels, deletionProtection, storageClass, uid, createdAt } =
    cluster;
  return (
    <Section title={words.facts}>
      <dl class="dl">
        <dt>{words.endpoint}</dt>
        <dd>
          <code>{endpoint}</code>
          <button class="btn quiet slim" type="button" onClick={() => copy(endpoint)}>
            <Icon name="copy" />
            <span class="vh">{words.copyEndpoint}</span>
          </button>
        </dd>
        <dt>{words.window}</dt>
        <dd>{maintenance === undefined ? words.noWindow : words.windowText(maintenance.window)}</dd>
        <dt>Pods</dt>
        <dd class="mono">{network.podCidr}</dd>
        <dt>Services</dt>
        <dd class="mono">{network.serviceCidr}</dd>
        <dt>{words.storage}</dt>
        <dd class="mono">{storageClass}</dd>
        <dt>{words.protection}</dt>
        <dd>
          {deletionProtection ? <Icon name="lock" /> : null} {words.protected(deletionProtection)}
        </dd>
        {Object.keys(labels).length === 0 ? null : (
          <>
            <dt>Labels</dt>
            <dd>
              {Object.entries(labels).map(([key, value]) => (
                <span key={key} class="chip">
                  {key}={value}
                </span>
              ))}
            </dd>
          </>
        )}
        <dt>{words.createdAt}</dt>
        <dd>
          <time dateTime={createdAt}>{words.moment(Date.parse(createdAt))}</time>
        </dd>
        <dt>uid</dt>
        <dd class="mono small">{uid}</dd>
      </dl>
    </Section>
  );
}
