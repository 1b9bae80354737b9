// Constant defaults of a node group: the literals of the contract, for callers that hold sparse input.

/** What a field is when it is absent. The contract states the same literals; a test compares them. */
export const NODE_GROUP_DEFAULTS = Object.freeze({
  minReplicas: 0,
  maxReplicas: 10,
  instanceType: 'u1.medium',
  diskSize: '20Gi',
});
