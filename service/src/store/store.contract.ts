// The contract suite of the store: every implementation runs it, and only it may say how a store behaves.

import { describe } from 'vitest';
import { describeBatches } from './contract/batches.contract.ts';
import { describeChanges } from './contract/changes.contract.ts';
import { describeDocuments } from './contract/documents.contract.ts';
import { describeExpiry } from './contract/expiry.contract.ts';
import type { OpenStore } from './contract/harness.ts';
import { describeLeases } from './contract/leases.contract.ts';
import { describeLimits } from './contract/limits.contract.ts';
import { describeLists } from './contract/lists.contract.ts';
import { describeModel } from './contract/model.contract.ts';
import { describeOddTexts } from './contract/odd-texts.contract.ts';
import { describeRaces } from './contract/races.contract.ts';
import { describeSums } from './contract/sums.contract.ts';

export type { OpenStore, StoreUnderTest } from './contract/harness.ts';

/**
 * Declares the whole suite inside the caller's `describe`.
 * @param open makes a fresh, empty store
 * @param histories how many random histories are compared to the reference model
 */
export function describeStoreContract(open: OpenStore, histories: number): void {
  describe('documents', () => describeDocuments(open));
  describe('odd texts', () => describeOddTexts(open));
  describe('batches', () => describeBatches(open));
  describe('sums', () => describeSums(open));
  describe('races', () => describeRaces(open));
  describe('lists', () => describeLists(open));
  describe('changes', () => describeChanges(open));
  describe('leases', () => describeLeases(open));
  describe('expiry', () => describeExpiry(open));
  describe('limits', () => describeLimits(open));
  describe('model', () => describeModel(open, histories));
}
