// The suite of platforms: every implementation runs it, and only it may say how a platform behaves.
import { describe } from 'vitest';
import { describeAccess } from './access.ts';
import { describeAddons } from './addons.ts';
import { describeAssign } from './assign.ts';
import { describeCatalogue } from './catalogue.ts';
import { describeWishes } from './desired.ts';
import { describeEvents } from './events.ts';
import type { OpenPlatform } from './harness.ts';
import { describeLife } from './life.ts';
import { describeList } from './list.ts';
import { describeNodeGroups } from './node-groups.ts';
import { describeRemoval } from './removal.ts';
import { describeUpgrades } from './upgrades.ts';

export { describeEvents } from './events.ts';
export type { OpenPlatform, PlatformUnderTest } from './harness.ts';
export { addonWish, clusterWish, groupWish } from './wishes.ts';

/**
 * Declares the whole suite inside the caller's `describe`.
 * @param open makes a fresh platform without clusters
 */
export function describePlatformContract(open: OpenPlatform): void {
  describe('catalogue', () => describeCatalogue(open));
  describe('assignment', () => describeAssign(open));
  describe('life of a cluster', () => describeLife(open));
  describe('wishes', () => describeWishes(open));
  describe('node groups', () => describeNodeGroups(open));
  describe('add-ons', () => describeAddons(open));
  describe('upgrades', () => describeUpgrades(open));
  describe('removal', () => describeRemoval(open));
  describe('access', () => describeAccess(open));
  describe('list', () => describeList(open));
  describe('events', () => describeEvents(open));
}
