// Volumes and the copies that they have at each site.
import type { Site, Volume } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { codeOf } from '../drawings/sites.ts';
import { Trio } from '../drawings/trio.tsx';
import { Surroundings } from '../surroundings.ts';
import { Head } from '../ui/head.tsx';
import { Section } from '../ui/section.tsx';

const COMING_UP: readonly string[] = ['Pending', 'Provisioning'];

/** The section; nothing where a cluster has none. @param volumes undefined while nobody can tell */
export function Volumes({
  volumes,
  phase,
  sites,
}: {
  readonly volumes: readonly Volume[] | undefined;
  /** Of the cluster. */
  readonly phase: string;
  readonly sites: readonly Site[];
}) {
  const { words } = useContext(Surroundings);
  if (volumes === undefined)
    return (
      <Section title={words.volumes}>
        <p class="dim gap">{COMING_UP.includes(phase) ? words.volumesNotYet : words.volumesUnknown}</p>
      </Section>
    );
  if (volumes.length === 0) return null;
  return (
    <Section title={words.volumes}>
      <table class="tt stack">
        <Head
          columns={[
            words.volume,
            `${words.copies}: ${sites.map(({ name }) => codeOf(name)).join(' ')}`,
            words.state,
            { name: words.size, isNumber: true },
            words.storageClass,
          ]}
        />
        <tbody>
          {volumes.map(({ uid, name, size, storageClass, status }) => (
            <tr key={uid}>
              <th scope="row">
                <span class="key mono">{name}</span>
              </th>
              <td data-l={words.copies}>
                <Trio
                  sites={sites}
                  states={Object.fromEntries(status.replicas.map(({ site, state }) => [site, state]))}
                />
              </td>
              <td data-l={words.state}>
                <span>{words.states[status.phase] ?? status.phase}</span>
              </td>
              <td class="r" data-l={words.size}>
                <span>{words.bytes(size)}</span>
              </td>
              <td data-l={words.storageClass}>
                <span class="mono">{storageClass}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
