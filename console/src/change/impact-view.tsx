// What a change does, before it is asked for: machines first, then what changes and why, and where.
import type { Impact } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { layersOf } from '../cluster/layers.ts';
import type { ClusterPicture } from '../cluster/picture.ts';
import { type Layer, Matrix } from '../drawings/matrix.tsx';
import { Surroundings } from '../surroundings.ts';
import { Head } from '../ui/head.tsx';
import { Note } from '../ui/note.tsx';
import { Section } from '../ui/section.tsx';
import { Mark } from '../ui/status.tsx';

interface ImpactViewProps {
  readonly impact: Impact;
  readonly picture: ClusterPicture;
}

/** The preview. */
export function ImpactView({ impact, picture }: ImpactViewProps) {
  const { words } = useContext(Surroundings);
  const gone = goneGroups(impact);
  const removed = picture.nodes.filter(({ nodeGroup }) => gone.has(nodeGroup)).length;
  const { nodesRolled, nodeGroupsRolled, warnings } = impact;
  const stays = Math.max(0, picture.nodes.length - removed - nodesRolled);
  return (
    <>
      <dl class="impact">
        <Big count={nodesRolled} says={words.exchanged(nodesRolled)} which={nodeGroupsRolled} />
        <Big count={removed} says={words.removed(removed)} which={[...gone]} />
        <Big count={stays} says={words.staying(stays)} which={[]} />
      </dl>
      {warnings.map(({ pointer, detail }) => (
        <Note key={`${pointer} ${detail}`} kind="warn">
          <p lang="en">{detail}</p>
        </Note>
      ))}
      <Changes impact={impact} />
      <Section title={words.where} beside={words.nodesOfNow}>
        <div class="panel clip">
          <Matrix caption={words.where} sites={picture.sites} layers={markedLayers(picture, impact, words)} />
        </div>
      </Section>
      <QuotaAfter impact={impact} />
    </>
  );
}

/** Names of the node groups that go. */
export function goneGroups({ changes }: Impact): ReadonlySet<string> {
  const gone = changes.filter(({ action, target }) => action === 'delete' && target.kind === 'NodeGroup');
  return new Set(gone.map(({ target }) => target.name));
}

function Big({ count, says, which }: { count: number; says: string; which: readonly string[] }) {
  return (
    <div>
      <dd class="big">{count}</dd>
      <dt>
        {says}
        <span class="below">{which.join(', ')}</span>
      </dt>
    </div>
  );
}

function Changes({ impact: { changes } }: { readonly impact: Impact }) {
  const { words } = useContext(Surroundings);
  return (
    <Section title={words.whatChanges}>
      <table class="tt stack">
        <Head columns={[words.object, words.fields, words.does]} />
        <tbody>
          {changes.map(({ action, target, fields, rollsNodes }) => (
            <tr key={`${target.kind} ${target.name}`}>
              <th scope="row">
                <span class="key">
                  {target.kind} {target.name}
                </span>
              </th>
              <td data-l={words.fields}>
                <span class="mono">{fields.length === 0 ? '–' : fields.join(', ')}</span>
              </td>
              <td data-l={words.does}>
                {rollsNodes ? (
                  <Mark shape="swap" tone="warn">
                    {words.rolls}
                  </Mark>
                ) : (
                  <Mark shape={ACTIONS[action]} tone={action === 'delete' ? 'fail' : 'idle'}>
                    {words.actionsDone[action]}
                  </Mark>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const ACTIONS = { create: 'plus', update: 'ok', delete: 'minus' } as const;

/** The nodes of now with what becomes of them. */
function markedLayers(
  picture: ClusterPicture,
  impact: Impact,
  words: Parameters<typeof layersOf>[1],
): readonly Layer[] {
  const gone = goneGroups(impact);
  const rolled = new Set(impact.nodeGroupsRolled);
  return layersOf(picture, words)
    .filter(({ key }) => key.startsWith('group/'))
    .map((layer) => {
      const looks = gone.has(layer.name)
        ? ({ shape: 'minus', tone: 'fail', note: words.isRemoved } as const)
        : rolled.has(layer.name)
          ? ({ shape: 'swap', tone: 'warn', note: words.isExchanged } as const)
          : {};
      const units = Object.entries(layer.units).map(
        ([site, there]) => [site, there.map((unit) => ({ ...unit, ...looks }))] as const,
      );
      return { ...layer, units: Object.fromEntries(units) };
    });
}

function QuotaAfter({ impact: { quota } }: { readonly impact: Impact }) {
  const { words } = useContext(Surroundings);
  if (quota.length === 0) return null;
  return (
    <Section title={words.quotaAfter}>
      <table class="tt">
        <Head
          columns={[
            words.resource,
            { name: words.allGrown, isNumber: true },
            { name: words.limit, isNumber: true },
          ]}
        />
        <tbody>
          {quota.map(({ resource, requested, limit }) => (
            <tr key={resource}>
              <th scope="row">{words.resources[resource] ?? resource}</th>
              <td class="r">{words.amount(resource, requested)}</td>
              <td class="r">{words.amount(resource, limit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
