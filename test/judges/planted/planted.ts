// What a planted change is.
import type { BreakKind } from '@hikube/contract-compiler/compare';
import type { Contract } from '@hikube/contract-compiler/schema';

/** A change that is made in a copy of the contract as it is published. */
export interface Planted {
  /** What somebody has done. */
  readonly change: string;
  readonly plant: (copy: Contract) => void;
}

/** One that breaks clients, and what our own comparison has to call it. */
export interface PlantedBreak extends Planted {
  readonly kind: BreakKind;
}
