// The library for YAML, as a part that stays unread until a file has to be understood.
export {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parse,
  parseAllDocuments,
  parseDocument,
  stringify,
} from 'yaml';
