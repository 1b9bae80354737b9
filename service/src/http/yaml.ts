// YAML as strictly as a service must read it: one document, no tags, no merge keys, nothing that grows when it is read.
// A YAML library alone would take hours or gigabytes for some texts of 256 KiB: it compares every key with every
// other, nests as deep as the stack is, and writes out aliases of aliases.
import { Composer, type Document, Lexer, LineCounter, type ParsedNode, Parser } from 'yaml';
import { Refusal } from '../handlers/refusal.ts';
import { MAX_DEPTH } from './strict-json.ts';
import { malformedYaml, type Place } from './yaml-place.ts';
import { YamlTree } from './yaml-tree.ts';

const OPTIONS = {
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  // Checked while the tree is read, with a set: the library compares each key with all others.
  uniqueKeys: false,
  prettyErrors: false,
} as const;

/**
 * Parses a body.
 * @throws Refusal `malformed_body` with one sentence for the caller, or `validation_failed` for several documents
 */
export function parseStrictYaml(text: string): unknown {
  const lines = new LineCounter();
  const place: Place = (offset) => lines.linePos(offset);
  const document = onlyDocument(text, lines, place);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw malformedYaml(problem.message, place(problem.pos[0]));
  return new YamlTree(place).read(document.contents);
}

type Tokens = Iterable<Parameters<Composer['next']>[0]>;

// The parser keeps what it has not finished: each level of nesting, and the document, the key and the value in hand.
const MAX_UNFINISHED = MAX_DEPTH + 8;

/** Tokens of a text that nests no deeper than a composer can follow. */
function* tokensOf(text: string, lines: LineCounter): Tokens {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_UNFINISHED) {
      const detail = `it nests deeper than ${MAX_DEPTH} levels; flatten it`;
      throw malformedYaml(detail, lines.linePos(parser.offset));
    }
  }
  yield* parser.end();
}

// More than anybody separates by mistake; each costs a schema, so their number is limited before they are counted.
const MAX_DOCUMENTS = 8;

function onlyDocument(text: string, lines: LineCounter, place: Place): Document.Parsed<ParsedNode> {
  const documents: Document.Parsed<ParsedNode>[] = [];
  for (const document of new Composer(OPTIONS).compose(tokensOf(text, lines), true, text.length)) {
    documents.push(document);
    const problem = document.errors[0];
    if (problem !== undefined) throw malformedYaml(problem.message, place(problem.pos[0]));
    if (documents.length > MAX_DOCUMENTS) break;
  }
  // A marker at the end, or at the beginning, opens a document in which nothing stands.
  const written = documents.filter(({ contents }) => contents !== null && !isNothing(contents));
  if (written.length > 1 || documents.length > MAX_DOCUMENTS) {
    const detail = 'The body holds several documents: send each manifest by itself, to the path of its name.';
    throw new Refusal('validation_failed', detail, {
      errors: [{ pointer: '', code: 'several_documents', detail }],
    });
  }
  return (written[0] ?? documents[0])!;
}

/** An empty document, which the library reads as a `null` that nobody wrote. */
function isNothing(contents: ParsedNode): boolean {
  return contents.range[0] === contents.range[1];
}
