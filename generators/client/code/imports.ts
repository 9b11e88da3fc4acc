/** What the generated client imports. */
import { byCodeUnit } from "../../api/json.ts";
import type { ClientModel } from "../types.ts";
import { schemasOf, sendersOf, validatorsOf } from "./callcode.ts";
import { integerNames } from "./integers.ts";
import { groupsOf } from "./tree.ts";
import { namesIn } from "./typetext.ts";
import { wireNames } from "./wire.ts";
import type { ImportDeclarationStructure, OptionalKind, WriterFunction } from "ts-morph";
import { toMap } from "../../../src/text/group-by.ts";

/** Group → the types that its operations validate; groups that validate nothing are left out. */
export const validatorUses = (model: ClientModel): ReadonlyMap<string, ReadonlySet<string>> =>
  toMap(groupsOf(model.operations), ([group, operations]) => {
    const names = operations.flatMap((operation) => validatorsOf(operation, model));
    const types = new Set(names.map((name) => name.slice("validate".length)));
    return types.size === 0 ? undefined : [group, types];
  });

/** Names on one line where they fit, else as many to a line as do. */
const filled = (names: readonly string[]): string[] | WriterFunction => {
  const width = 100;
  if (names.join(", ").length < width - 40) return [...names];
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length + 2 > width) lines.push(`${name},`);
    else lines[lines.length - 1] = `${last} ${name},`;
  }
  return (writer) => {
    writer.newLine();
    for (const line of lines) writer.writeLine(`  ${line}`);
  };
};

/** Names of the runtime's values that a client uses. */
export const runtimeNames = (model: ClientModel): readonly string[] => [
  "createApi",
  ...(model.server.variables.size > 0 ? ["serverUrl"] : []),
  ...model.operations.flatMap(sendersOf),
  ...model.operations.flatMap(wireNames),
  ...model.operations.flatMap((operation) => integerNames(operation, model)),
];

/** The imports of `client.ts`; `ending` is that of TypeScript files. */
export const importsOf = (
  model: ClientModel,
  ending: string,
): readonly OptionalKind<ImportDeclarationStructure>[] => {
  const { operations } = model;
  const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort(byCodeUnit);
  const paged = operations.some(({ item }) => item !== undefined) ? ["Paged"] : [];
  const names = operations.flatMap((operation) => {
    const { item = true, error = true } = operation;
    // Any other item is written as what the page's `data` holds.
    const named = typeof item === "object" && item.$ref !== undefined ? item : true;
    return [...schemasOf(operation), error, named].flatMap(namesIn);
  });
  const from = (
    name: string,
    names: readonly string[],
    isTypeOnly: boolean,
  ): readonly OptionalKind<ImportDeclarationStructure>[] =>
    names.length === 0
      ? []
      : [{ moduleSpecifier: `./${name}`, namedImports: filled(sorted(names)), isTypeOnly }];
  return [
    ...from(`runtime/index${ending}`, runtimeNames(model), false),
    ...from(`runtime/index${ending}`, ["Api", "ClientOptions", "RequestOptions", ...paged], true),
    ...from(`types${ending}`, names, true),
    ...((model.int64?.types.size ?? 0) === 0
      ? []
      : [{ moduleSpecifier: `./integers${ending}`, namespaceImport: "$integers" }]),
  ];
};
