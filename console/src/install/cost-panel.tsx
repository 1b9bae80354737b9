// What the cluster needs, and whether the service would take it: a dry run, which changes nothing.
import type { Impact } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { useWhyNot } from '../may.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { Head } from '../ui/head.tsx';
import { Problem } from '../ui/problem.tsx';
import { Mark } from '../ui/status.tsx';
import type { Cost } from './check.ts';

interface CostPanelProps {
  readonly costs: readonly Cost[];
  /** What the service says of it; undefined while nobody has asked. */
  readonly foreseen: { readonly impact?: Impact; readonly error?: unknown } | undefined;
  /** There is something to correct, so that the counts are those of no cluster yet. */
  readonly isWrong: boolean;
  readonly isUnderWay: boolean;
}

/** The panel with the button that creates. */
export function CostPanel({ costs, foreseen, isWrong, isUnderWay }: CostPanelProps) {
  const { words } = useContext(Surroundings);
  const why = useWhyNot()('clusters.create');
  const isTooMuch = costs.some(({ most, left }) => most > left);
  return (
    <div class="panel pad">
      <h2>{words.needs}</h2>
      <table class="tt">
        <Head
          columns={[
            words.resource,
            { name: words.atFirst, isNumber: true },
            { name: words.allGrown, isNumber: true },
            { name: words.leftOver, isNumber: true },
          ]}
        />
        <tbody>
          {costs.map(({ resource, first, most, left }) => (
            <tr key={resource}>
              <th scope="row">{words.resources[resource] ?? resource}</th>
              <td class="r">{words.amount(resource, first)}</td>
              <td class="r">
                {most > left ? (
                  <Mark shape="fail" tone="fail">
                    {words.amount(resource, most)}
                  </Mark>
                ) : (
                  words.amount(resource, most)
                )}
              </td>
              <td class="r">{words.amount(resource, left)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="room" role="status">
        {isTooMuch ? (
          <Mark shape="fail" tone="fail">
            {words.tooMuch}
          </Mark>
        ) : isWrong ? (
          <Mark shape="pend" tone="idle">
            {words.notWholeYet}
          </Mark>
        ) : (
          <Mark shape="ok" tone="ok">
            {words.fits}
          </Mark>
        )}
      </p>
      <Verdict foreseen={foreseen} />
      <div class="stretch">
        <Button kind="primary" type="submit" isBusy={isUnderWay} why={why}>
          {words.createTheCluster}
        </Button>
      </div>
      <p class="small dim">{words.leaveThePage}</p>
    </div>
  );
}

function Verdict({ foreseen }: Pick<CostPanelProps, 'foreseen'>) {
  const { words } = useContext(Surroundings);
  if (foreseen === undefined) return <p class="small dim room">{words.notAskedYet}</p>;
  if (foreseen.error !== undefined)
    return (
      <div class="small">
        <Problem error={foreseen.error} />
      </div>
    );
  const warnings = foreseen.impact?.warnings ?? [];
  return (
    <>
      <p class="small dim room">{words.wouldTake}</p>
      <ul class="plain small">
        {warnings.map(({ pointer, detail }) => (
          <li key={`${pointer} ${detail}`}>
            <Mark shape="warn" tone="warn">
              <span lang="en">{detail}</span>
            </Mark>
          </li>
        ))}
      </ul>
    </>
  );
}
