// Work under way, step by step, as the API tells it.
import type { Operation, Step } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { useOperation } from '../live/use-operation.ts';
import { Surroundings } from '../surroundings.ts';
import { Icon } from '../ui/icon.tsx';
import { Meter } from '../ui/meter.tsx';
import { lookOf } from '../ui/status.tsx';

/** A panel that follows an operation until it ends. */
export function OperationPanel({ operation }: { readonly operation: Operation }) {
  return <OperationView operation={useOperation(operation)} />;
}

/** An operation as it is. */
function OperationView({ operation }: { readonly operation: Operation }) {
  const { words } = useContext(Surroundings);
  const { kind, target, progress, steps, status } = operation;
  const title = words.operationKinds[kind]?.(target.name) ?? `${kind} ${target.name}`;
  const { percent, done, total, etaSeconds } = progress;
  return (
    <section class="panel pad" aria-label={title}>
      <div class="row between">
        <h2 class="h-small">{title}</h2>
        <span class="num strong">{words.percent(percent)}</span>
      </div>
      <Meter percent={percent} label={title} />
      <p class="small dim num room">
        {words.parts(done, total)}
        {etaSeconds === null || status !== 'running' ? null : `, ${words.left(etaSeconds)}`}
      </p>
      <p class="small room" role="status">
        <GoingOn operation={operation} />
      </p>
      <Steps steps={steps} isUpgrade={kind === 'VersionUpgrade.run'} />
    </section>
  );
}

/** What an operation waits for, why it failed, or what goes on. */
export function GoingOn({ operation: { waitsFor, error, phase } }: { readonly operation: Operation }) {
  const { words } = useContext(Surroundings);
  if (waitsFor !== undefined) return <span>{words.waitsFor[waitsFor] ?? waitsFor}</span>;
  return <span lang="en">{error?.detail ?? phase}</span>;
}

interface StepsProps {
  readonly steps: readonly Step[];
  /** What is worked on says what happens to it, in every language. */
  readonly isUpgrade?: boolean;
}

/** Steps in their order. */
export function Steps({ steps, isUpgrade = false }: StepsProps) {
  const { words } = useContext(Surroundings);
  const calledOf = ({ target }: Step) =>
    isUpgrade ? words.upgradeSteps[target.kind]?.(target.name) : undefined;
  return (
    <ol class="steps">
      {steps.map((step) => {
        const [shape] = lookOf(step.status);
        return (
          <li
            key={`${step.name} ${step.target.kind} ${step.target.name}`}
            class={CLASSES[step.status] ?? 'later'}
            {...(step.status === 'running' ? { 'aria-current': 'step' as const } : {})}
          >
            <Icon name={shape} />
            <span class="what">
              {calledOf(step) ?? <span lang="en">{step.name}</span>}
              <StepState status={step.status} />
            </span>
            <span class="cnt">{step.total === 0 ? null : `${step.done} / ${step.total}`}</span>
            <span class="msg" lang="en">
              {step.message}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

const CLASSES: Readonly<Record<string, string>> = {
  succeeded: 'done',
  running: 'now',
  waiting: 'hold',
  failed: 'bad',
};

function StepState({ status }: { readonly status: string }) {
  const { words } = useContext(Surroundings);
  return <span class="vh">, {words.states[status] ?? status}</span>;
}
