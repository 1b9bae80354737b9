// What a package shows, from its types and comments: every export of its entry with its text, signature and members.
import ts from 'typescript';

/** A member of a class or an interface. */
export interface Member {
  readonly name: string;
  readonly signature: string;
  /** Markdown. */
  readonly text: string;
}

/** An export of a package. */
export interface Export {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'type' | 'function' | 'constant';
  readonly signature: string;
  /** Markdown. */
  readonly text: string;
  readonly members: readonly Member[];
  /** File that it stands in, from the root of the repository. */
  readonly file: string;
}

const FORMAT =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope |
  ts.TypeFormatFlags.WriteArrowStyleSignature |
  ts.TypeFormatFlags.OmitParameterModifiers;

/**
 * Reads the exports of an entry; what it passes on from another package is left out.
 * @param root of the repository, with a slash at its end
 * @param folder sources of the package, from the root and with a slash at their end
 * @param file the entry, from there
 */
export function exportsOf(root: string, folder: string, file: string): readonly Export[] {
  const entry = `${root}${folder}${file}`;
  const program = ts.createProgram([entry], {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['@hikube/source'],
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${entry} exports nothing.`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => ({
      symbol,
      target: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    }))
    .filter(
      ({ target }) =>
        target.declarations?.[0]?.getSourceFile().fileName.startsWith(`${root}${folder}`) === true,
    )
    .map(({ symbol, target }) => describe(symbol.name, target, checker, root));
}

function describe(name: string, symbol: ts.Symbol, checker: ts.TypeChecker, root: string): Export {
  const declaration = symbol.declarations![0]!;
  return {
    name,
    kind: kindOf(symbol),
    signature: signatureOf(symbol, declaration, checker),
    text: textOf(symbol, checker),
    members: membersOf(symbol, checker),
    file: declaration.getSourceFile().fileName.slice(root.length),
  };
}

function kindOf({ flags }: ts.Symbol): Export['kind'] {
  if (flags & ts.SymbolFlags.Class) return 'class';
  if (flags & ts.SymbolFlags.Interface) return 'interface';
  if (flags & ts.SymbolFlags.Function) return 'function';
  return flags & ts.SymbolFlags.TypeAlias ? 'type' : 'constant';
}

/** The comment with its parameters and errors; a link to another symbol becomes its name. */
function textOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const text = plainLinks(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
  const tags = symbol.getJsDocTags(checker).map(({ name, text: parts }) => {
    const said = plainLinks(ts.displayPartsToString(parts)).replace(
      /^(\w+) /,
      name === 'param' ? '`$1` ' : '$1 ',
    );
    return `- ${{ param: '', throws: 'Throws ', returns: 'Gives ', example: 'Example: ' }[name] ?? `${name} `}${said.trim()}`;
  });
  return [text, tags.join('\n')].filter((part) => part !== '').join('\n\n');
}

function plainLinks(text: string): string {
  return text.replaceAll(/\{@link ([^}]+)\}/g, '`$1`');
}

function signatureOf(symbol: ts.Symbol, declaration: ts.Declaration, checker: ts.TypeChecker): string {
  const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
  if (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable))
    return checker.typeToString(type, declaration, FORMAT);
  if (ts.isTypeAliasDeclaration(declaration)) return declaration.type.getText();
  if (ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration))
    return declaration.heritageClauses?.map((clause) => clause.getText()).join(' ') ?? '';
  return '';
}

/** Public members, with those that come from another class of the same package. */
function membersOf(symbol: ts.Symbol, checker: ts.TypeChecker): readonly Member[] {
  if (!(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))) return [];
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const folder = symbol.declarations![0]!.getSourceFile().fileName.replace(/\/src\/.*$/, '/src/');
  return checker
    .getPropertiesOfType(type)
    .filter(
      (member) => isPublic(member) && member.declarations?.[0]?.getSourceFile().fileName.startsWith(folder),
    )
    .map((member) => {
      const declaration = member.declarations![0]!;
      const type = checker.getTypeOfSymbolAtLocation(member, declaration);
      const isOptional = member.flags & ts.SymbolFlags.Optional ? '?' : '';
      return {
        name: `${member.name}${isOptional}`,
        signature: checker.typeToString(type, declaration, FORMAT),
        text: textOf(member, checker),
      };
    });
}

function isPublic(member: ts.Symbol): boolean {
  const declaration = member.declarations?.[0];
  if (declaration === undefined || /^__/.test(member.name) || member.name.startsWith('#')) return false;
  const flags = ts.getCombinedModifierFlags(declaration);
  return (
    !(flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) &&
    !ts.isTypeParameterDeclaration(declaration)
  );
}
