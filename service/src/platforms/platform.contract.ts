// The contract suite of platforms: every implementation runs it, and only it may say how a platform behaves.
import { describe } from 'vitest';
import { describeAddons } from './contract/addons.contract.ts';
import { describeCatalogue } from './contract/catalogue.contract.ts';
import type { OpenPlatform } from './contract/harness.ts';
import { describeLife } from './contract/life.contract.ts';
import { describeNodeGroups } from './contract/node-groups.contract.ts';
import { describeRemoval } from './contract/removal.contract.ts';
import { describeUpgrades } from './contract/upgrades.contract.ts';
import { describeWishes } from './contract/wishes.contract.ts';

export type { OpenPlatform, PlatformUnderTest } from './contract/harness.ts';

/**
 * Declares the whole suite inside the caller's `describe`.
 * @param open makes a fresh platform without clusters
 */
export function describePlatformContract(open: OpenPlatform): void {
  describe('catalogue and assignment', () => describeCatalogue(open));
  describe('life of a cluster', () => describeLife(open));
  describe('wishes', () => describeWishes(open));
  describe('node groups', () => describeNodeGroups(open));
  describe('add-ons', () => describeAddons(open));
  describe('upgrades', () => describeUpgrades(open));
  describe('removal', () => describeRemoval(open));
}
