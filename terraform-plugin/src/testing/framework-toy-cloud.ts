// The API of the toy provider: a few objects in memory, which tests may also change behind Terraform's back.

export interface ToyGroup {
  min: number;
  max: number | null;
  type: string;
  nodeId: string;
  ready: number;
}

export interface ToyRule {
  port: number;
  host: string | null;
  id: string;
}

export interface ToyServer {
  id: string;
  name: string;
  version: string;
  size: number;
  labels: Record<string, string>;
  storage: string | null;
  cards: string[];
  groups: Record<string, ToyGroup>;
  rules: ToyRule[];
  address: string;
  password: string;
  /** Stands for what the API does with a secret: it cannot be read back. */
  secretLength: number;
  generation: number;
}

/** What happens to the next call of an operation: refused, or done and then reported as failed. */
export type ToyFault = 'refuse' | 'half';

export class ToyCloud {
  readonly servers = new Map<string, ToyServer>();
  /** Every call, in order, such as `create web`. */
  readonly calls: string[] = [];
  readonly openTokens = new Set<string>();
  readonly faults = new Map<string, ToyFault>();
  #made = 0;
  #isHeld = false;
  #onArrival: () => void = () => {};

  record(call: string): void {
    this.calls.push(call);
  }

  /** From now on calls hang until they are aborted; resolves when the first one does. */
  holdCalls(): Promise<void> {
    this.#isHeld = true;
    return new Promise((resolve) => {
      this.#onArrival = resolve;
    });
  }

  /** From now on calls go through. */
  releaseCalls(): void {
    this.#isHeld = false;
  }

  /** What every call that may take long waits for. */
  async turn(signal: AbortSignal): Promise<void> {
    if (!this.#isHeld) return;
    this.#onArrival();
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  }

  /** The fault planned for an operation, once. */
  takeFault(operation: string): ToyFault | undefined {
    const fault = this.faults.get(operation);
    this.faults.delete(operation);
    return fault;
  }

  nextId(prefix: string): string {
    this.#made += 1;
    return `${prefix}-${this.#made}`;
  }

  server(name: string): ToyServer {
    const found = this.servers.get(name);
    if (found === undefined) throw new Error(`there is no server ${name}`);
    return found;
  }
}
