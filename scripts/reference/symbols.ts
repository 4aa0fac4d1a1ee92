// The exported names of a package as plain data: what the pages are written from, and what has to be complete.

import {
  type Comment,
  type CommentDisplayPart,
  type DeclarationReflection,
  type ProjectReflection,
  ReflectionKind,
  type SomeType,
} from "typedoc";

/** A comment, with its tags under their names without the `@`. */
export interface Doc {
  readonly text: readonly CommentDisplayPart[];
  readonly tags: Readonly<Record<string, readonly (readonly CommentDisplayPart[])[]>>;
}

export interface Member {
  readonly name: string;
  /** Nothing for a method. */
  readonly type: SomeType | undefined;
  readonly isOptional: boolean;
  readonly doc: Doc;
}

export type SymbolKind = "class" | "function" | "interface" | "type" | "constant";

export interface ExportedSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** Where it is declared. */
  readonly file: string;
  readonly doc: Doc;
  /** Its own: what it has from another interface is told there. */
  readonly members: readonly Member[];
  /** Of a function, or of the constructor of a class. */
  readonly parameters: readonly Member[];
  /** Of a function, or of a type that is a name for others. */
  readonly type: SomeType | undefined;
  readonly extended: readonly string[];
}

export const symbolsOf = (project: ProjectReflection): ExportedSymbol[] => (project.children ?? []).map(symbolOf);

function symbolOf(reflection: DeclarationReflection): ExportedSymbol {
  const [signature] = callable(reflection)?.signatures ?? [];
  const isFunction = reflection.kindOf(ReflectionKind.Function);
  return {
    name: reflection.name,
    kind: kindOf(reflection),
    file: reflection.sources?.[0]?.fileName ?? "",
    doc: docOf(reflection.comment ?? (isFunction ? signature?.comment : undefined)),
    members: ownMembers(reflection),
    parameters: (signature?.parameters ?? []).map((p) => memberOf(p.name, p)),
    type: isFunction ? signature?.type : reflection.type,
    extended: (reflection.extendedTypes ?? []).flatMap((type) =>
      type.type === "reference" && type.reflection !== undefined ? [type.name] : [],
    ),
  };
}

const callable = (reflection: DeclarationReflection): DeclarationReflection | undefined =>
  reflection.kindOf(ReflectionKind.Class)
    ? reflection.children?.find((child) => child.kindOf(ReflectionKind.Constructor))
    : reflection;

function kindOf(reflection: DeclarationReflection): SymbolKind {
  if (reflection.kindOf(ReflectionKind.Class)) return "class";
  if (reflection.kindOf(ReflectionKind.Function)) return "function";
  if (reflection.kindOf(ReflectionKind.Interface)) return "interface";
  return reflection.kindOf(ReflectionKind.TypeAlias) ? "type" : "constant";
}

const ownMembers = ({ children = [] }: DeclarationReflection): Member[] =>
  children
    .filter((child) => child.inheritedFrom === undefined && !child.kindOf(ReflectionKind.Constructor))
    .map((child) => memberOf(child.name, { ...child, ...ofMethod(child) }));

const ofMethod = ({ signatures, comment }: DeclarationReflection) =>
  signatures === undefined ? {} : { comment: comment ?? signatures[0]?.comment };

interface Described {
  readonly type?: SomeType | undefined;
  readonly flags: { readonly isOptional: boolean };
  readonly defaultValue?: string | undefined;
  readonly comment?: Comment | undefined;
}

const memberOf = (name: string, { type, flags, defaultValue, comment }: Described): Member => ({
  name,
  type,
  isOptional: flags.isOptional || defaultValue !== undefined,
  doc: docOf(comment),
});

function docOf(comment: Comment | undefined): Doc {
  const tags: Record<string, CommentDisplayPart[][]> = {};
  for (const { tag, content } of comment?.blockTags ?? []) {
    const name = tag.slice(1);
    tags[name] = [...(tags[name] ?? []), content];
  }
  return { text: comment?.summary ?? [], tags };
}
