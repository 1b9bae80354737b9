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
                  <span class="dim">{sentenceOf(status) ?? '–'}</span>
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

/** The sentence of the condition that says why it is not ready; undefined where all is well. */
export function sentenceOf({ conditions }: Pick<Addon['status'], 'conditions'>): string | undefined {
  const waiting = conditions.find(({ type, status }) => type === 'WaitingFor' && status === 'True');
  const unready = conditions.find(({ type, status }) => type === 'Ready' && status !== 'True');
  return (waiting ?? unready)?.message;
}
