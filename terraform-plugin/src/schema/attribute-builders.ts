// The builders under one name, so that a schema reads `attribute.string({ required: true })`.
import { bool, dynamic, int64, list, map, number, object, set, string } from './builders.ts';
import { listNested, mapNested, setNested, singleNested } from './nested.ts';

/** Builds attributes. */
export const attribute = {
  string,
  bool,
  int64,
  number,
  list,
  set,
  map,
  object,
  dynamic,
  singleNested,
  listNested,
  setNested,
  mapNested,
} as const;
