// YAML as strictly as a service must read it: one document, no tags, no number that tools read differently, nothing that grows
// when it is read.
// Left to itself, a YAML library takes minutes or gigabytes for some texts of 256 KiB: it compares every key with every
// other, nests as deep as the stack is, makes an error for every character, and writes out aliases of aliases.
import { type Document, Lexer, LineCounter, type ParsedNode, Parser } from 'yaml';
import { Refusal } from '../../../refusal.ts';
import { MAX_DEPTH } from '../strict-json.ts';
import { StrictComposer } from './composer.ts';
import { malformedYaml, type Place } from './place.ts';
import { YamlTree } from './tree.ts';

/**
 * Parses a body.
 * @throws Refusal `malformed_body` with one sentence for the caller, or `validation_failed` for several documents
 */
export function parseStrictYaml(text: string): unknown {
  const steps = parseSteps(text);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * As {@link parseStrictYaml}, in pieces of a millisecond or so, between which others have their turn.
 * @param turn resolves when others have had it
 */
export async function parseYamlInTurns(text: string, turn: () => Promise<void>): Promise<unknown> {
  const steps = parseSteps(text);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await turn();
  }
}

// The parser keeps what it has not finished: each level of nesting, and the document, the key and the value in hand.
const MAX_UNFINISHED = MAX_DEPTH + 8;

// Each name, colon, blank and line end is one. A manifest of 50 node groups has 4,000. They are what reading costs: most of
// it can be done in pieces; the rest, from tokens to a value, takes ten milliseconds or so for as many as this.
const MAX_LEXEMES = 50_000;

// Less than a millisecond's worth, on a machine that is not warm yet a few.
const LEXEMES_IN_A_STEP = 500;

function* parseSteps(text: string): Generator<void, unknown> {
  const lines = new LineCounter();
  const place: Place = (offset) => lines.linePos(offset);
  const document = yield* onlyDocument(text, lines, place);
  yield;
  return new YamlTree(place).read(document.contents);
}

/** The tokens of a text that is neither too long nor too deep for what follows; undefined where others may have a turn. */
function* tokensOf(text: string, lines: LineCounter, place: Place) {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    count += 1;
    if (count > MAX_LEXEMES) {
      throw malformedYaml(
        `it has more than ${MAX_LEXEMES.toLocaleString('en')} parts; write less, or send JSON`,
        place(parser.offset),
      );
    }
    if (parser.stack.length > MAX_UNFINISHED) {
      throw malformedYaml(`it nests deeper than ${MAX_DEPTH} levels; flatten it`, place(parser.offset));
    }
    if (count % LEXEMES_IN_A_STEP === 0) yield undefined;
  }
  yield* parser.end();
}

// More than anybody separates by mistake; each costs the library a schema.
const MAX_DOCUMENTS = 8;

function* onlyDocument(
  text: string,
  lines: LineCounter,
  place: Place,
): Generator<void, Document.Parsed<ParsedNode>> {
  const documents: Document.Parsed<ParsedNode>[] = [];
  const composer = new StrictComposer(place);
  const keep = (more: Iterable<Document.Parsed<ParsedNode>>): void => {
    for (const document of more) {
      documents.push(document);
      if (documents.length > MAX_DOCUMENTS) throw severalDocuments();
    }
  };
  for (const token of tokensOf(text, lines, place)) {
    if (token === undefined) yield;
    else keep(composer.next(token) as Iterable<Document.Parsed<ParsedNode>>);
  }
  keep(composer.end(true, text.length) as Iterable<Document.Parsed<ParsedNode>>);
  // A marker at the end, or at the beginning, opens a document in which nothing stands.
  const written = documents.filter(({ contents }) => contents !== null && !isNothing(contents));
  if (written.length > 1) throw severalDocuments();
  return (written[0] ?? documents[0])!;
}

/** An empty document, which the library reads as a `null` that nobody wrote. */
function isNothing(contents: ParsedNode): boolean {
  return contents.range[0] === contents.range[1];
}

function severalDocuments(): Refusal {
  const detail = 'The body holds several documents: send each manifest by itself, to the path of its name.';
  const errors = [{ pointer: '', code: 'several_documents', detail }];
  return new Refusal('validation_failed', detail, { errors });
}
