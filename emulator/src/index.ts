// @hikube/emulator: the API of Hikube within a test's own process. This entry runs wherever `fetch` does, a browser included.
export type { EmulatedClientOptions } from './client.ts';
export { createEmulator, type Emulator, type EmulatorClock, type EmulatorOptions } from './emulator.ts';
export type { EmulatorFault, RequestFault, SharedFault } from './faults/faults.ts';
export type { Time } from './pace.ts';
export type { Snapshot, SnapshotDocument } from './snapshot.ts';
