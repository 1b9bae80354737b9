// All work of the tenant, newest first.
import type { Operation } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { GoingOn } from '../cluster/operation-panel.tsx';
import { useLive } from '../live/use-live.ts';
import { useWhyNot } from '../may.ts';
import { hrefOf } from '../route.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { Head } from '../ui/head.tsx';
import { Meter } from '../ui/meter.tsx';
import { Page } from '../ui/page.tsx';
import { Refusal } from '../ui/problem.tsx';
import { Freshness, Shown } from '../ui/shown.tsx';
import { Status } from '../ui/status.tsx';
import { useStillRows, Waiting } from '../ui/still-rows.tsx';
import { useAction } from '../ui/use-action.ts';

const LATEST = 50;

/** The page. */
export function OperationsPage() {
  const { client, words } = useContext(Surroundings);
  const reading = useLive(
    'operations',
    async (signal) => (await client.operations.list({ limit: LATEST, signal })).items,
  );
  const cancel = useAction(async (id: string) => {
    await client.operations.cancel(id);
    await reading.refresh();
    return words.cancelled(id);
  });
  return (
    <Page title={words.pages.operations} sub={<Freshness reading={reading} />}>
      <Refusal error={cancel.error} />
      <Shown reading={reading} what={words.theOperations}>
        {(operations) => (
          <Table operations={operations} isBusy={cancel.isUnderWay} onCancel={(id) => void cancel.run(id)} />
        )}
      </Shown>
    </Page>
  );
}

interface TableProps {
  readonly operations: readonly Operation[];
  readonly isBusy: boolean;
  readonly onCancel: (id: string) => void;
}

function Table({ operations, isBusy, onCancel }: TableProps) {
  const { words } = useContext(Surroundings);
  const { rows, waiting, hand } = useStillRows(operations, ({ id }) => id);
  if (operations.length === 0) return <p class="dim">{words.noOperation}</p>;
  return (
    <>
      <Waiting count={waiting} />
      <div class="panel" {...hand}>
        <table class="tt in stack">
          <Head columns={[words.operation, words.cluster, words.state, words.progress, words.began]} />
          <tbody>
            {rows.map((operation) => (
              <Row key={operation.id} {...{ operation, isBusy, onCancel }} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row({
  operation,
  isBusy,
  onCancel,
}: {
  operation: Operation;
  isBusy: boolean;
  onCancel: (id: string) => void;
}) {
  const { words } = useContext(Surroundings);
  const why = useWhyNot()('operations.cancel');
  const { id, kind, target, status, progress, createdAt, endedAt, error } = operation;
  const isOver = endedAt !== null && error === null;
  const cluster = target.cluster ?? target.name;
  const title = words.operationKinds[kind]?.(target.name) ?? kind;
  return (
    <tr>
      <th scope="row">
        <span class="key">
          {title}
          <span class="below mono">{id}</span>
        </span>
      </th>
      <td data-l={words.cluster}>
        <a href={hrefOf({ page: 'cluster', cluster })}>{cluster}</a>
      </td>
      <td data-l={words.state}>
        <span>
          <Status state={status} />
          <span class="below">{isOver ? null : <GoingOn operation={operation} />}</span>
        </span>
      </td>
      <td data-l={words.progress}>
        <div class="next">
          {endedAt === null ? <Meter percent={progress.percent} label={title} /> : null}
          <span class="below num">{words.parts(progress.done, progress.total)}</span>
          {endedAt === null ? (
            <Button kind="quiet" isBusy={isBusy} why={why} onPress={() => onCancel(id)}>
              {words.steer.cancel} <span class="vh">{title}</span>
            </Button>
          ) : null}
        </div>
      </td>
      <td data-l={words.began}>
        <time dateTime={createdAt} title={createdAt}>
          {words.time(Date.parse(createdAt))}
        </time>
      </td>
    </tr>
  );
}
