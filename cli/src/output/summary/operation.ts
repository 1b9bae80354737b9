// Work: how far it is, its steps, and what stands in the way.
import type { Operation, UpgradePlan, VersionUpgrade } from '@hikube/sdk';
import { leftOf } from '../../duration.ts';
import type { Column } from '../table.ts';
import { aspectOf, reasonOf } from './conditions.ts';
import type { Summary, SummaryTable } from './summary.ts';

type Step = Operation['steps'][number];
type Finding = Operation['warnings'][number];

/** In one line. */
export function workLine({ id, kind, phase, progress }: Operation): string {
  return `${kind} ${progress.percent} %${phase === '' ? '' : `: ${phase}`} (${id})`;
}

/** Columns of rows, by what each shows. */
const columnsOf = <T>(all: Readonly<Record<string, (row: T) => unknown>>): Column<object>[] =>
  Object.entries(all).map(([title, of]) => ({ title, of: (row) => of(row as T) }));

const STEPS = columnsOf<Step>({
  STATUS: ({ status }) => status,
  DONE: ({ done, total }) => `${done}/${total}`,
  STEP: ({ name }) => name,
  MESSAGE: ({ message }) => message,
});

const FINDINGS = columnsOf<Finding>({ FIELD: ({ pointer }) => pointer, WHAT: ({ detail }) => detail });

const stepsOf = (rows: readonly Step[]): SummaryTable => ({ title: 'Steps', columns: STEPS, rows });

/** Nothing where there is nothing to say. */
const findingsOf = (title: string, rows: readonly Finding[]): SummaryTable[] =>
  rows.length === 0 ? [] : [{ title, columns: FINDINGS, rows }];

const isOver = ({ endedAt }: { readonly endedAt: string | null }) => endedAt !== null;

export function operationSummary(operation: Operation): Summary {
  const { id, kind, target, status, phase, progress, waitsFor, error, steps, warnings } = operation;
  const { etaSeconds, percent } = progress;
  return {
    facts: [
      ['Id', id],
      ['Kind', kind],
      ['Target', `${target.kind} ${target.name}`],
      ['Cluster', target.kind === 'Cluster' ? undefined : target.cluster],
      ['Status', phase === '' ? status : `${status}: ${phase}`],
      ['Error', error && `${error.code}: ${error.detail}`],
      ['Waits for', waitsFor],
      ['Progress', isOver(operation) ? undefined : `${percent} %${leftOf(etaSeconds)}`],
      ['Created', operation.createdAt],
      ['Started', operation.startedAt],
      ['Ended', operation.endedAt],
    ],
    tables: [stepsOf(steps), ...findingsOf('Warnings', warnings)],
    next: isOver(operation) ? [] : [`hikube operation wait ${id}`],
  };
}

export function upgradeSummary(upgrade: VersionUpgrade): Summary {
  const { id, cluster, fromVersion, targetVersion, start, startAt, createdAt, status } = upgrade;
  const progress = aspectOf(status, 'Progressing');
  return {
    facts: [
      ['Id', id],
      ['Cluster', cluster],
      ['Status', progress === undefined ? status.phase : `${status.phase} ${reasonOf(progress)}`],
      ['Version', `${fromVersion} to ${targetVersion}`],
      ['Start', startAt ?? start],
      ['Operation', status.currentOperation],
      ['Created', createdAt],
      ['Started', status.startedAt],
      ['Ended', status.endedAt],
    ],
    tables: [stepsOf(status.steps)],
    next: status.currentOperation === null ? [] : [`hikube operation wait ${status.currentOperation}`],
  };
}

const PLANNED = columnsOf<UpgradePlan['steps'][number]>({
  NODES: ({ nodes }) => nodes,
  STEP: ({ name }) => name,
});

export function planSummary(plan: UpgradePlan): Summary {
  const { cluster, currentVersion, targetVersion, allowedTargets, steps, nodesRolled } = plan;
  const isOffered = targetVersion !== null;
  return {
    facts: [
      ['Cluster', cluster],
      [
        'Version',
        isOffered ? `${currentVersion} to ${targetVersion}` : `${currentVersion}, nothing newer is offered`,
      ],
      ['Offered', allowedTargets],
      ['Replaces', isOffered ? `${nodesRolled} nodes` : undefined],
    ],
    tables: [
      ...findingsOf('In the way', plan.blockers),
      ...findingsOf('Warnings', plan.warnings),
      ...(isOffered ? [{ title: 'Steps', columns: PLANNED, rows: steps }] : []),
    ],
    next:
      isOffered && plan.blockers.length === 0
        ? [`hikube upgrade start ${cluster} --target-version ${targetVersion}`]
        : [],
  };
}
