// What the routes answer with, in one piece that is loaded when somebody asks.
export { advanceClock, readClock } from './clock.ts';
export { changeDemand, readDemand } from './demand.ts';
export { plantFault, readFaults, removeFault } from './faults.ts';
export { changeSite, readSites } from './sites.ts';
export { changeStock, readStock } from './stock.ts';
export { readVersions, releasePatch } from './versions.ts';
export { createVolume } from './volumes.ts';
