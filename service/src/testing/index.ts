// The door for tests of other packages: records that are whole, to be changed in one place.
export { initialClusterStatus } from '../handlers/views.ts';
export { CLUSTER_UID, clusterRecord, START, START_TEXT, uid } from '../model/testing/records.ts';
export { nodeUid } from '../reconciler/testing/observed.ts';
