// What stands nowhere in the contract and so was open, and is bound now. The contract leaves nothing open, so that each of
// these is made in an earlier contract that did.
import type { Schema } from '@hikube/contract-compiler/schema';
import { body, type Copy, property, schema } from './contract-copy.ts';
import type { PlantedBreak } from './planted.ts';

/** A break, and what the earlier contract was like. */
export interface PlantedOpening extends PlantedBreak {
  readonly open: (earlier: Copy) => void;
}

const labels = (copy: Copy): Schema => property(body(copy, 'createCluster'), 'labels');
const scopes = (copy: Copy): Schema => property(body(copy, 'createToken'), 'scopes');
const shown = (copy: Copy): Schema => property(schema(copy, 'Cluster'), 'labels');
const open =
  (...names: (keyof Schema)[]) =>
  (of: Schema) => {
    for (const name of names) delete of[name];
  };

/** Keys, items and values of maps. */
export const OF_OPENINGS: readonly PlantedOpening[] = [
  {
    kind: 'pattern-changed',
    change: 'the keys of a map need a pattern',
    open: (earlier) => open('propertyNames')(labels(earlier)),
    plant: (copy) => Object.assign(labels(copy), { propertyNames: { pattern: '^[a-z]+$' } }),
  },
  {
    kind: 'bound-narrowed',
    change: 'the keys of a map may be less long',
    open: (earlier) => open('propertyNames')(labels(earlier)),
    plant: (copy) => Object.assign(labels(copy), { propertyNames: { maxLength: 20 } }),
  },
  {
    kind: 'value-removed',
    change: 'the keys of a map are listed',
    open: (earlier) => open('propertyNames')(labels(earlier)),
    plant: (copy) => Object.assign(labels(copy), { propertyNames: { enum: ['team'] } }),
  },
  {
    kind: 'value-added',
    change: 'the keys of a map in an answer are no longer listed',
    open: (earlier) => Object.assign(shown(earlier), { propertyNames: { enum: ['team'] } }),
    plant: (copy) => open('propertyNames')(shown(copy)),
  },
  {
    kind: 'type-changed',
    change: 'the items of a list need a type',
    open: (earlier) => open('items')(scopes(earlier)),
    plant: (copy) => Object.assign(scopes(copy), { items: { type: 'string' } }),
  },
  {
    kind: 'bound-narrowed',
    change: 'the items of a list may be less long',
    open: (earlier) => open('items')(scopes(earlier)),
    plant: (copy) => Object.assign(scopes(copy), { items: { maxLength: 3 } }),
  },
  {
    kind: 'type-changed',
    change: 'the items of a list in an answer may be anything',
    open: () => {},
    plant: (copy) => {
      schema(copy, 'ClusterList').properties!['items'] = { type: 'array' };
    },
  },
  {
    kind: 'type-changed',
    change: 'the values of a map need a type',
    open: (earlier) => open('additionalProperties')(labels(earlier)),
    plant: (copy) => Object.assign(labels(copy), { additionalProperties: { type: 'string' } }),
  },
  {
    kind: 'bound-narrowed',
    change: 'the values of a map that took any may be less long',
    open: (earlier) => Object.assign(labels(earlier), { additionalProperties: true }),
    plant: (copy) => Object.assign(labels(copy), { additionalProperties: { maxLength: 3 } }),
  },
  {
    kind: 'type-changed',
    change: 'the values of a map in an answer may be anything',
    open: () => {},
    plant: (copy) => Object.assign(shown(copy), { additionalProperties: true }),
  },
  {
    kind: 'type-changed',
    change: 'a key of a map that took any value has a type of its own',
    open: (earlier) => Object.assign(labels(earlier), { additionalProperties: {} }),
    plant: (copy) =>
      Object.assign(labels(copy), { additionalProperties: {}, properties: { team: { type: 'string' } } }),
  },
  {
    kind: 'value-removed',
    change: 'a key of a map takes fewer values than the others',
    open: () => {},
    plant: (copy) =>
      Object.assign(labels(copy), { properties: { team: { type: 'string', enum: ['blue'] } } }),
  },
];

/** What is opened breaks nobody who sends it, and what is bound breaks nobody who reads it. */
export const OPENED: readonly Pick<PlantedOpening, 'change' | 'open' | 'plant'>[] = [
  {
    change: 'the keys, values and items of what is sent are free',
    open: () => {},
    plant: (copy) => {
      open('propertyNames', 'additionalProperties')(labels(copy));
      open('items')(scopes(copy));
    },
  },
  {
    change: 'the keys and values of what is answered are bound',
    open: (earlier) => open('propertyNames', 'additionalProperties')(shown(earlier)),
    plant: () => {},
  },
];
