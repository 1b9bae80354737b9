// The suite of the store: every implementation runs it, and only it may say how a store behaves.
import { describe } from 'vitest';
import { describeBatches } from './batches.ts';
import { describeChanges } from './changes.ts';
import { describeDocuments } from './documents.ts';
import { describeExpiry } from './expiry.ts';
import type { OpenStore } from './harness.ts';
import { describeLeases } from './leases.ts';
import { describeLimits } from './limits.ts';
import { describeLists } from './lists.ts';
import { describeModel } from './model.ts';
import { describeOddTexts } from './odd-texts.ts';
import { describeRaces } from './races.ts';
import { describeSums } from './sums.ts';

export type { OpenStore, StoreUnderTest } from './harness.ts';

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
