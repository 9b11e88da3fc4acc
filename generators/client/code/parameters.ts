/** The parameters of a generated function: one signature, or several where the body has several forms. */
import type { OptionalKind, ParameterDeclarationStructure } from "ts-morph";
import { quote } from "./literal.ts";
import { typeText } from "./typetext.ts";
import type { ClientBody, ClientOperation } from "../types.ts";
import { groupBy } from "../../../src/text/group-by.ts";

const pathTypes = {
  text: "string",
  number: "string | number",
  bigint: "string | number | bigint",
  boolean: "boolean",
  list: "readonly (string | number)[]",
  object: "Readonly<Record<string, unknown>>",
} as const;

type Parameter = OptionalKind<ParameterDeclarationStructure>;

/** How one signature of a function differs from what the operation says. */
type Variant = {
  /** The type of the body, which is given then. */
  readonly body?: string;
  /** The type of the options. */
  readonly options?: string;
  /** Whether the options are given: nothing before them can be left out then. */
  readonly needsOptions?: boolean;
};

/** The parameters of an operation's function, in one of its variants. */
export const parametersOf = (
  { bodies: [body], groups, pathArguments }: ClientOperation,
  { body: bodyType, options = "RequestOptions", needsOptions = false }: Variant = {},
): Parameter[] => {
  const parameter = (name: string, type: string, required: boolean): Parameter => ({
    name,
    type,
    hasQuestionToken: !required,
  });
  const all = [
    ...(body ? [parameter("params", bodyType ?? typeText(body.schema), body.required)] : []),
    ...groups.map(({ name, schema, required }) => parameter(name, typeText(schema), required)),
  ];
  const given = ({ name, type, hasQuestionToken = false }: Parameter): Parameter => {
    const isOpen = hasQuestionToken && name !== "params";
    return { name, type: `${String(type)}${isOpen ? " | undefined" : ""}`, hasQuestionToken: false };
  };
  const optional = all.filter(({ hasQuestionToken }) => hasQuestionToken);
  return [
    ...pathArguments.map(({ argument, kind }) => parameter(argument, pathTypes[kind], true)),
    // Required ones come first, as TypeScript wants it.
    ...all.filter(({ hasQuestionToken }) => !hasQuestionToken),
    ...(needsOptions ? optional.map(given) : optional),
    parameter("options", options, needsOptions),
  ];
};

/** The variants of an operation whose body has several forms: what is given, and what it is sent as; the last is all of them. */
export const formsOf = (operation: ClientOperation): readonly Parameter[][] => {
  const byType = groupBy(operation.bodies, ({ schema }) => typeText(schema));
  const optionsOf = (bodies: readonly ClientBody[], mark: string): string =>
    `RequestOptions & { readonly mediaType${mark}: ${bodies.map(({ mediaType }) => quote(mediaType)).join(" | ")}${mark === "" ? "" : " | undefined"} }`;
  const whole = parametersOf(operation, {
    body: [...byType.keys()].join(" | "),
    options: optionsOf([...byType.values()].flat(), "?"),
  });
  if (byType.size === 1) return [whole];
  const variants = [...byType].map(([body, bodies], index) =>
    parametersOf(operation, {
      body,
      options: optionsOf(bodies, index === 0 ? "?" : ""),
      needsOptions: index > 0,
    }),
  );
  return [...variants, whole];
};
