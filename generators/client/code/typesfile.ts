/** The text of `types.ts`: one root schema through json-schema-to-typescript, then laid out line by line. */
import type { JSONSchema } from "json-schema-to-typescript";
import { byCodeUnit } from "../../api/json.ts";
import type { JsonSchema } from "../../api/types.ts";
import { bridge, type Keys, makeKeys } from "./bridge.ts";
import { loadCompiler } from "../libraries.ts";
import { escapeInvisible, propertyName } from "./literal.ts";
import { toMap } from "../../../src/text/group-by.ts";

const rootName = "Root";

const rootSchema = (types: readonly (readonly [string, JsonSchema])[], keys: Keys): JSONSchema => ({
  title: rootName,
  type: "object",
  properties: Object.fromEntries(
    types.map(([, schema], index) => [`d${index}`, { ...bridge(schema, keys), title: `D${index}` }]),
  ),
  additionalProperties: false,
});

/** Cuts the output into declarations, each with the comment above it. */
const declarations = (text: string): readonly string[] => {
  const found: string[][] = [];
  let comment: string[] = [];
  let depth = 0;
  for (const line of text.split("\n")) {
    const current = found.at(-1);
    if (depth === 0 && /^export (?:interface|type) \w+/.test(line)) {
      found.push([...comment, line]);
      comment = [];
    } else if (depth === 0 && (line === "/**" || line.startsWith(" *"))) comment.push(line);
    else if (line !== "") current?.push(line);
    if (line.startsWith("}")) depth--;
    if (/[{]$/.test(line) && !line.startsWith(" *")) depth++;
  }
  return found.map((lines) => lines.join("\n"));
};

/** `/**`, ` * text`, ` *​/` on three lines become one where they fit. */
const joinShortComments = (lines: readonly string[]): readonly string[] => {
  const joined: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const text = lines[at + 1]?.trim() ?? "";
    if (lines[at]?.trim() === "/**" && lines[at + 2]?.trim() === "*/" && text.length < 100) {
      joined.push(`/** ${text.slice(2)} */`);
      at += 2;
    } else joined.push(lines[at] ?? "");
  }
  return joined;
};

/** Indents by braces, restores property names, and ends members with semicolons. */
const layOut = (declaration: string, name: string, keys: Keys): string => {
  const made: string[] = [];
  let depth = 0;
  let continued = false;
  for (const line of joinShortComments(declaration.split("\n").map((each) => each.trim()))) {
    const isComment = line.startsWith("/**") || line.startsWith("*");
    if (!isComment && line.startsWith("}")) depth--;
    const indent = "  ".repeat(depth + (continued ? 1 : 0)) + (line.startsWith("*") ? " " : "");
    const named = line.replace(/^k\d+(?=\??: )/, (key) => propertyName(keys.name(key)));
    const opens = !isComment && line.endsWith("{");
    const open =
      isComment ||
      opens ||
      line.endsWith("|") ||
      (depth === 0 && line === "}" && made.some((each) => each.startsWith("export interface")));
    made.push(indent + (isComment ? line : named) + (open ? "" : ";"));
    if (opens) depth++;
    continued = !isComment && line.endsWith("|");
  }
  return made
    .map((line) => line.replace(/(: | = )\(([^()]*)\);$/, "$1$2;"))
    .join("\n")
    .replace(/^export (interface|type) \w+/m, `export $1 ${name}`);
};

/** Compiles all types at once; `header` is the comment on top. */
export const renderTypes = async (
  types: ReadonlyMap<string, JsonSchema>,
  header: string,
): Promise<string> => {
  const { compile } = loadCompiler();
  const keys = makeKeys();
  const sorted = [...types].sort(([a], [b]) => byCodeUnit(a, b));
  const text = await compile(rootSchema(sorted, keys), rootName, {
    additionalProperties: false,
    bannerComment: "",
    cwd: "/",
    format: false,
    ignoreMinAndMaxItems: true,
    $refOptions: { resolve: { external: false, file: false, http: false } },
  });
  const byIndex = toMap(declarations(text), (declaration) => {
    const index = /^export (?:interface|type) D(\d+)\b/m.exec(declaration)?.[1];
    return index === undefined ? undefined : [Number(index), declaration];
  });
  const laidOut = sorted.map(([name], index) =>
    layOut(byIndex.get(index) ?? `export type D${index} = unknown`, name, keys),
  );
  return escapeInvisible(`${header}\n${laidOut.join("\n\n")}\n`);
};
