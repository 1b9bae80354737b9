// The bounds of a node group with what runs inside them: one cell is one node. Above forty nodes, the same without cells.
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';

const CELL = 11;
const STEP = 13;
const HEIGHT = 13;
const MOST_CELLS = 40;
const LONG = 360;

interface RangeProps {
  readonly min: number;
  readonly max: number;
  /** Nodes that are wanted now. */
  readonly replicas: number;
  readonly ready: number;
}

/** A range. */
export function Range({ min, max, replicas, ready }: RangeProps) {
  const { words } = useContext(Surroundings);
  const most = Math.max(max, replicas, 1);
  const cells = most <= MOST_CELLS;
  const at = (count: number) => (cells ? count * STEP : (count / most) * LONG);
  const low = Math.max(at(min) - 1, 0);
  const high = Math.max(at(max) - 1, 0);
  const width = at(most);
  return (
    <svg
      class="range"
      width={width + 12}
      height="36"
      viewBox={`-6 -4 ${width + 12} 36`}
      role="img"
      aria-label={words.range(ready, replicas, min, max)}
    >
      {cells ? (
        <Cells most={most} replicas={replicas} ready={ready} />
      ) : (
        <Bar {...{ at, most, replicas, ready }} />
      )}
      <path class="bound" d={`M${low} -3v21M${high} -3v21`} />
      {low === high ? null : (
        <text x={low} y="30" text-anchor="middle">
          {min}
        </text>
      )}
      <text x={high} y="30" text-anchor="middle">
        {max}
      </text>
    </svg>
  );
}

function Cells({ most, replicas, ready }: { most: number; replicas: number; ready: number }) {
  return (
    <>
      {Array.from({ length: most }, (_, index) => (
        <rect
          key={index}
          class={index < ready ? 'ready' : index < replicas ? 'coming' : 'room'}
          x={index * STEP + 0.5}
          y="0.5"
          width={CELL - 1}
          height={HEIGHT}
        />
      ))}
    </>
  );
}

function Bar({
  at,
  most,
  replicas,
  ready,
}: {
  at: (n: number) => number;
  most: number;
  replicas: number;
  ready: number;
}) {
  return (
    <>
      <rect class="room" x="0.5" y="0.5" width={at(most) - 1} height={HEIGHT} />
      <rect class="coming" x="0.5" y="0.5" width={at(replicas)} height={HEIGHT} />
      <rect class="ready" x="0.5" y="0.5" width={at(ready)} height={HEIGHT} />
    </>
  );
}
