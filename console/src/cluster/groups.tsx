// Node groups: what may run and what does.
import type { NodeGroup } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { Range } from '../drawings/range.tsx';
import { Surroundings } from '../surroundings.ts';
import { Head } from '../ui/head.tsx';
import { Section } from '../ui/section.tsx';
import { Mark, Status } from '../ui/status.tsx';

/** The section. */
export function NodeGroups({ groups }: { readonly groups: readonly NodeGroup[] }) {
  const { words } = useContext(Surroundings);
  const total = groups.reduce((sum, { status }) => sum + status.replicas, 0);
  const ready = groups.reduce((sum, { status }) => sum + status.readyReplicas, 0);
  return (
    <Section title={words.nodeGroups} beside={words.nodesReady(ready, total)}>
      {groups.length === 0 ? (
        <p class="dim gap">{words.noNodeGroup}</p>
      ) : (
        <table class="tt stack">
          <Head
            columns={[
              words.group,
              words.bounds,
              { name: words.readyExisting, isNumber: true },
              words.type,
              words.version,
            ]}
          />
          <tbody>
            {groups.map((group) => (
              <Row key={group.uid} group={group} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Row({ group }: { readonly group: NodeGroup }) {
  const { words } = useContext(Surroundings);
  const { name, minReplicas, maxReplicas, instanceType, gpus, roles, storageClass, status } = group;
  const { replicas, readyReplicas, updatedReplicas, version, atMax, phase } = status;
  return (
    <tr>
      <th scope="row">
        <span class="key">{name}</span>
      </th>
      <td data-l={words.bounds}>
        <span>
          <Range min={minReplicas} max={maxReplicas} replicas={replicas} ready={readyReplicas} />
        </span>
      </td>
      <td class="r" data-l={words.readyExisting}>
        <span>
          {readyReplicas} / {replicas}
          <span class="below">
            {phase === 'Running' ? null : <Status state={phase} />}
            {atMax && maxReplicas > minReplicas ? (
              <Mark shape="warn" tone="warn">
                {words.atMaximum}
              </Mark>
            ) : null}
          </span>
        </span>
      </td>
      <td data-l={words.type}>
        <span>
          <span class="mono">{instanceType}</span>
          <span class="below">
            {gpus.length === 0 ? null : <span>{words.gpus(gpus.map((gpu) => gpu.name))}</span>}
            {roles.length === 0 ? null : <span>{roles.join(', ')}</span>}
            {storageClass === undefined ? null : <span>{words.diskClass(storageClass)}</span>}
            <Settings settings={group.kubelet} say={words.kubelet} />
            <Settings settings={group.healthCheck} say={words.healthCheck} />
          </span>
        </span>
      </td>
      <td data-l={words.version}>
        <span class="num">
          {version ?? '–'}
          {updatedReplicas < replicas ? (
            <span class="below">{words.toExchange(replicas - updatedReplicas)}</span>
          ) : null}
        </span>
      </td>
    </tr>
  );
}

/** Settings that a group may do without: those that are set. */
function Settings({
  settings = {},
  say,
}: {
  readonly settings: object | undefined;
  readonly say: (text: string) => string;
}) {
  const all = Object.entries(settings).map(([name, value]) => `${name}=${String(value)}`);
  return all.length === 0 ? null : <span>{say(all.join(', '))}</span>;
}
