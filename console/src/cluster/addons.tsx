// Add-ons and what they say: what they wait for, above all.
import type { Addon } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { hrefOf } from '../route.ts';
import { Surroundings } from '../surroundings.ts';
import { Head } from '../ui/head.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';

/** The section. */
export function Addons({ cluster, addons }: { readonly cluster: string; readonly addons: readonly Addon[] }) {
  const { words } = useContext(Surroundings);
  const change = <a href={hrefOf({ page: 'change', cluster })}>{words.addOne}</a>;
  return (
    <Section title={words.addons} beside={change}>
      {addons.length === 0 ? (
        <p class="dim gap">{words.noAddon}</p>
      ) : (
        <table class="tt stack">
          <Head columns={[words.addon, words.state, words.says, words.version]} />
          <tbody>
            {addons.map(({ uid, name, status }) => (
              <tr key={uid}>
                <th scope="row">
                  <span class="key">{name}</span>
                </th>
                <td data-l={words.state}>
                  <Status state={status.phase} />
                </td>
                <td data-l={words.says}>
                  <span>
                    <span class="dim" lang="en">
                      {sentenceOf(status) ?? '–'}
                    </span>{' '}
                    <Missing cluster={cluster} addons={addons} status={status} />
                  </span>
                </td>
                <td data-l={words.version}>
                  <span class="num">{status.version ?? '–'}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

interface MissingProps {
  readonly cluster: string;
  readonly addons: readonly Addon[];
  readonly status: Pick<Addon['status'], 'conditions'>;
}

/** The way to another add-on that this one waits for, unless that is on its way already. */
function Missing({ cluster, addons, status: { conditions } }: MissingProps) {
  const { words } = useContext(Surroundings);
  const missing = conditions.find(({ waitingFor }) => waitingFor !== undefined)?.waitingFor;
  const addon = missing?.kind === 'Addon' ? missing.selector : undefined;
  if (addon === undefined || addons.some(({ name }) => name === addon)) return null;
  return <a href={hrefOf({ page: 'change', cluster, addon })}>{words.addThis(addon)}</a>;
}

/** The sentence of the condition that says why it is not ready; undefined where all is well. */
function sentenceOf({ conditions }: Pick<Addon['status'], 'conditions'>): string | undefined {
  const waiting = conditions.find(({ type, status }) => type === 'WaitingFor' && status === 'True');
  const unready = conditions.find(({ type, status }) => type === 'Ready' && status !== 'True');
  return (waiting ?? unready)?.message;
}
