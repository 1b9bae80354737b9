// Values of the chart behind managed clusters, and the wishes of our contract. Pure: nothing here asks a server.
export { clusterOf } from './cluster/cluster.ts';
export { type CoverageRow, coverageFindings, coverageOf } from './fields/coverage.ts';
export { type ContractField, contractFieldOf } from './fields/offered.ts';
export { capabilitiesOf } from './offer/capabilities.ts';
export { catalogueOf } from './offer/catalogue.ts';
export { type Asked, refusalsOf } from './offer/refusals.ts';
export { neutralGroup } from './shape/implicit-group.ts';
export { hasManagedClusters, readShape } from './shape/read-shape.ts';
export { type Schema, settingsOf } from './shape/schema.ts';
export type { AddonShape, ImplicitGroup, Shape } from './shape/shape.ts';
export { specOf } from './spec/spec.ts';
export type { ChartCluster } from './spec/wish.ts';
