/** Names of the types that the document itself calls for, each by what it is there, whatever its shape. */
import { error, type Problem, warning } from "../../../src/model/problem.ts";
import { schemaRefName } from "../../api/types.ts";
import { type Clash, distinctNames, mark } from "./distinct.ts";
import type { Root } from "../shapes/hoist.ts";
import { capital, isIdentifier, pascal, reservedTypes } from "./words.ts";

/** A type name that hides no global. */
export const free = (name: string): string => (reservedTypes.has(name) ? `${name}Object` : name);

/** Whether a text can name a type: no lower case first, which is how functions begin. */
export const isTypeName = (name: string): boolean =>
  isIdentifier(name) && /^[^\p{Ll}_]/u.test(name) && !reservedTypes.has(name);

/** The beginning of a type's name: `2faCheck` becomes `Type2faCheck`. */
export const typeStem = (text: string): string => (isIdentifier(text) ? text : `Type${text}`);

/** The name of a schema as a type: `größe` → `Größe`, `3d.Model` → `Type3DModel`. */
export const componentName = (key: string): string => {
  const plain = /^[A-Z][A-Za-z\d]*$/.test(key) ? key : pascal(key);
  return plain === "" ? "Unnamed" : typeStem(plain);
};

const spelled: ReadonlyMap<string, string> = new Map([
  [".", "Dot"],
  ["-", "Dash"],
  ["/", "Slash"],
  [" ", "Space"],
  ["+", "Plus"],
  [":", "Colon"],
]);

/** The name with its separators said: `a.b` → `ADotB`, `a_b` → `A_b`; tells apart what `pascal` doesn't. */
const spelledOut = (key: string): string => {
  return key
    .normalize("NFC")
    .split(/([./ :+-])/)
    .map((part) => spelled.get(part) ?? capital(part))
    .join("");
};

const candidates = (root: Root, renamed: boolean): readonly string[] => {
  const { role, name, address } = root;
  if (renamed) return [name];
  const wanted = free(name);
  const last = `${name}_${mark(address)}`;
  if (role !== "component") return [wanted, `${name}Type`, last];
  const key = schemaRefName(address);
  if (key === wanted) return [wanted];
  const said = spelledOut(key);
  return [wanted, isTypeName(said) && said !== wanted ? said : `${name}Schema`, last];
};

const clashNote = ({ name, keys }: Clash, names: ReadonlyMap<string, string>): Problem =>
  warning(
    "client-type-name-clash",
    keys.join(", "),
    `These types would all be called ${name}, so they are called ${keys.map((key) => names.get(key) ?? name).join(", ")}.`,
    "Nothing need be done; client.typeNames gives them other names.",
  );

/** What is wrong with a name that the config gives a type; `isTaken` where another type has it. */
export const declaredProblems = (of: string, name: string, isTaken: boolean): readonly Problem[] => {
  const where = `client.typeNames: ${of}`;
  if (!isTypeName(name)) {
    const message = `${JSON.stringify(name)} can't be the name of a type.`;
    const fix = "Use letters and digits, a capital first, and no global name.";
    return [error("client-type-name-unusable", where, message, fix)];
  }
  const message = `Another type is called ${name} too.`;
  return isTaken ? [error("client-type-name-collision", where, message, "Choose another name.")] : [];
};

/** Gives every root a name that no other has; the notes tell which of them gave way. */
export const nameRoots = (
  roots: readonly Root[],
  renames: Readonly<Record<string, string>>,
): { readonly roots: readonly Root[]; readonly problems: readonly Problem[] } => {
  const declared = new Set(Object.keys(renames));
  const isRenamed = (root: Root): boolean => declared.has(root.address);
  const { names, clashes } = distinctNames(
    roots.map((root) => ({ key: root.address, names: candidates(root, isRenamed(root)) })),
  );
  const named = roots.map((root) => ({ ...root, name: names.get(root.address) ?? root.name }));
  const declaredOnes = named.filter(isRenamed).flatMap((root) => {
    const isTaken = named.some((other) => other !== root && other.name === root.name);
    return declaredProblems(root.address, root.name, isTaken);
  });
  return {
    roots: named,
    problems: [...declaredOnes, ...clashes.map((clash) => clashNote(clash, names))],
  };
};
