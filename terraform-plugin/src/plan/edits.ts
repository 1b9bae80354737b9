// What a resource's own plan hook changed, as a tree along the planned value. Only what the configuration
// leaves to the provider may be edited: Terraform refuses a plan that contradicts the configuration.
import { type AttributePath, formatPath, type PathStep } from '../path.ts';
import type { Value } from '../values/value.ts';

/** A planned value that the hook chose; `UNKNOWN` for one that only apply will tell. */
export interface PlanEdit {
  readonly path: AttributePath;
  readonly value: Value;
}

/** The edits at and below one place of the plan. */
export class EditTree {
  readonly #children = new Map<string | number, EditTree>();
  #edit: PlanEdit | undefined;
  #used = false;

  constructor(edits: readonly PlanEdit[] = []) {
    for (const edit of edits) this.#add(edit, edit.path);
  }

  #add(edit: PlanEdit, rest: AttributePath): void {
    const [step, ...deeper] = rest;
    if (step === undefined) {
      this.#edit = edit;
      return;
    }
    const key = keyOf(step);
    const child = this.#children.get(key) ?? new EditTree();
    this.#children.set(key, child);
    child.#add(edit, deeper);
  }

  /** The edits below an attribute or element; undefined when there are none. */
  below(step: string | number): EditTree | undefined {
    return this.#children.get(step);
  }

  /** Takes the edit of exactly this place, when there is one. */
  take(): PlanEdit | undefined {
    this.#used = true;
    return this.#edit;
  }

  /** Accepts every edit from here on: nothing is known here yet, so there is nothing to edit. */
  markUsed(): void {
    this.#used = true;
    for (const child of this.#children.values()) child.markUsed();
  }

  /** The paths of edits that no plan attribute took: they lead nowhere, or to what the configuration sets. */
  unused(): string[] {
    const own = this.#edit !== undefined && !this.#used ? [formatPath(this.#edit.path)] : [];
    return [...own, ...[...this.#children.values()].flatMap((child) => child.unused())];
  }
}

function keyOf(step: PathStep): string | number {
  return typeof step === 'object' ? step.key : step;
}
