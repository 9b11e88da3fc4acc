/** How an operation's values are written on the wire, as code that names only the parts of the runtime it needs. */
import type { ApiOperation, ApiParameter, ApiSecurity, ParameterPlace, ValueStyle } from "../../api/types.ts";
import { quote } from "./literal.ts";
import type { ClientBody, ClientOperation, PathArgument } from "../types.ts";

/** Code, and the names of the runtime that stand in it. */
export type Code = { readonly text: string; readonly uses: readonly string[] };

const code = (text: string, ...uses: readonly string[]): Code => ({ text, uses });

/** The style of a query, a form or a cookie; undefined for the usual one. */
const pairStyle = (
  { style, explode, reserved }: ValueStyle,
  schema: ApiParameter["schema"],
): Code | undefined => {
  const delimited = { spaceDelimited: "spaceStyle", pipeDelimited: "pipeStyle", form: "commaStyle" } as const;
  const base = (): string | undefined => {
    if (style === "json") return "jsonStyle";
    if (style === "deepObject")
      return typeof schema === "object" && schema.type === "array" ? "numberedStyle" : "deepStyle";
    const name =
      style in delimited ? Object.entries(delimited).find(([key]) => key === style)?.[1] : undefined;
    return explode ? undefined : name;
  };
  const name = base();
  if (reserved) {
    const inner = name ?? "formStyle";
    return code(`reservedStyle(${inner})`, "reservedStyle", inner);
  }
  return name === undefined ? undefined : code(name, name);
};

const headerStyle = ({ style, explode }: ValueStyle): Code | undefined => {
  if (style === "json") return code("jsonHeader", "jsonHeader");
  return explode ? code("explodedHeader", "explodedHeader") : undefined;
};

const listOf = (pairs: readonly (readonly [name: string, style: Code | undefined])[]): Code | undefined => {
  const styled = pairs.flatMap(([name, style]) => (style ? [{ name, style }] : []));
  if (styled.length === 0) return undefined;
  return code(
    `[${styled.map(({ name, style }) => `[${quote(name)}, ${style.text}]`).join(", ")}]`,
    ...styled.flatMap(({ style }) => style.uses),
  );
};

const stylesIn = (operation: ApiOperation, place: ParameterPlace): Code | undefined =>
  listOf(
    operation.parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, style, schema }) => [
        name,
        place === "header" ? headerStyle(style) : pairStyle(style, schema),
      ]),
  );

/** An argument where it stands in the path. */
export const pathCode = ({ argument, parameter, kind }: PathArgument): Code => {
  const { style, explode } = parameter.style;
  const explodes = String(explode);
  if (style === "json") return code(`jsonPath(${argument})`, "jsonPath");
  if (style === "label") return code(`labelPath(${argument}, ${explodes})`, "labelPath");
  if (style === "matrix")
    return code(`matrixPath(${argument}, ${explodes}, ${quote(parameter.name)})`, "matrixPath");
  if (kind === "list" || kind === "object") return code(`simplePath(${argument}, ${explodes})`, "simplePath");
  return code(argument);
};

const bodyEncoders = {
  json: "jsonBody",
  lines: "linesBody",
  multipart: "multipartBody",
  form: "formBody",
  raw: "rawBody",
} as const;

/** What writes a body. */
export const encoderCode = ({ kind, encoding }: ClientBody): Code => {
  const pairs = [...(encoding ?? [])].map(([name, { style }]) => [name, style && formStyle(style)] as const);
  const partPairs = [...(encoding ?? [])].map(
    ([name, { style, contentType = "" }]) =>
      [name, style ? formStyle(style) : code(quote(contentType))] as const,
  );
  const styles = kind === "form" ? listOf(pairs) : undefined;
  if (styles) return code(`styledForm(${styles.text})`, "styledForm", ...styles.uses);
  const parts = kind === "multipart" ? listOf(partPairs) : undefined;
  if (parts) return code(`styledMultipart(${parts.text})`, "styledMultipart", ...parts.uses);
  return code(bodyEncoders[kind], bodyEncoders[kind]);
};

/** In a form an object is JSON where nothing is said; where something is, the style is always named. */
const formStyle = (style: ValueStyle): Code => pairStyle(style, true) ?? code("formStyle", "formStyle");

/** The members of a call that say how its parameters are written. */
export const styleMembers = ({ operation, groups }: ClientOperation): readonly Code[] => {
  const query = stylesIn(operation, "query");
  const headers = stylesIn(operation, "header");
  const cookie = stylesIn(operation, "cookie");
  const list = cookie === undefined ? "" : `, ${cookie.text}`;
  return [
    ...(query ? [code(`queryStyles: ${query.text}`, ...query.uses)] : []),
    ...(headers ? [code(`headerStyles: ${headers.text}`, ...headers.uses)] : []),
    ...(groups.some(({ name }) => name === "cookies")
      ? [code(`cookieText: () => cookieText(cookies${list})`, "cookieText", ...(cookie?.uses ?? []))]
      : []),
  ];
};

/** What an operation asks for, as a literal. */
export const securityCode = (security: ApiSecurity): string => {
  const scheme = (each: ApiSecurity[number][number]): string => {
    const where = each.kind === "key" ? each : { in: "header", name: "authorization" };
    const prefix = each.kind === "bearer" ? "Bearer " : each.kind === "basic" ? "Basic " : undefined;
    const members = [
      `scheme: ${quote(each.scheme)}`,
      `in: ${quote(where.in)}`,
      `name: ${quote(where.name)}`,
      ...(prefix === undefined ? [] : [`prefix: ${quote(prefix)}`]),
    ];
    return `{ ${members.join(", ")} }`;
  };
  return `[${security.map((schemes) => `[${schemes.map(scheme).join(", ")}]`).join(", ")}]`;
};

/** Names of constants for all that the operations ask for: `$security`, `$security2`, … */
export const nameSecurities = (operations: readonly ClientOperation[]): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const { operation } of operations) {
    if (operation.security.every((schemes) => schemes.length === 0)) continue;
    const text = securityCode(operation.security);
    if (!names.has(text)) names.set(text, `$security${names.size === 0 ? "" : String(names.size + 1)}`);
  }
  return names;
};

/** The runtime's names in an operation's call, but for its senders and bodies. */
export const wireNames = (operation: ClientOperation): readonly string[] =>
  [
    ...operation.pathArguments.map(pathCode),
    ...styleMembers(operation),
    ...(operation.bodies.length > 1 ? [code("", "chosenBody")] : []),
  ].flatMap(({ uses }) => uses);
