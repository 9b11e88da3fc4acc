import type { Appearance, NamedAt } from "../model/appearance.ts";
import { printable } from "../text/emit/printable.ts";
import { toText } from "../config/expression.ts";
import type { Predicate } from "../config/config.gen.ts";
import type { ExplainedField, Explanation } from "../catalog/explain.ts";
import type { Paint } from "./style.ts";

const columns = (rows: readonly (readonly [string, string])[]): readonly string[] => {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`.trimEnd());
};

/** A rule in words: `purpose equals "multimodal" or tags includes "vision"`. */
const describeRule = ({ field, capability, all, any, not, ...tests }: Predicate): string => {
  const own = Object.entries(tests).map(([test, value]) => `${field ?? ""} ${test} ${JSON.stringify(value)}`);
  const group = (parts: readonly Predicate[], word: string): string =>
    parts.map(describeRule).join(` ${word} `);
  return [
    ...own,
    ...(capability === undefined ? [] : [`capability ${capability}`]),
    ...(all === undefined ? [] : [group(all, "and")]),
    ...(any === undefined
      ? []
      : [any.length > 1 && own.length > 0 ? `(${group(any, "or")})` : group(any, "or")]),
    ...(not === undefined ? [] : [`not (${describeRule(not)})`]),
  ].join(" and ");
};

/** Where a field came from: the path in the record, and the source when there are several. */
const describeOrigin = (
  { origin, sources }: Pick<ExplainedField, "origin" | "sources">,
  all: readonly string[],
): string => {
  switch (origin.from) {
    case "record":
      return all.length > 1 ? `${origin.path} in ${sources.join(" and ")}` : origin.path;
    case "field":
      return `field ${origin.field}`;
    case "text":
      return `text ${origin.text}`;
    case "otherwise":
      return "otherwise";
    case "value":
      return "given";
    case "default":
      return "default";
    case "nothing":
      return "missing";
  }
};

const states = {
  absent: "to be created",
  present: "is there",
  taken: "is not this model's",
  inline: "in the page",
} as const;

/** How one model is seen, for people. */
export const formatExplanation = (
  model: Explanation,
  { places, names }: { readonly places: readonly Appearance[]; readonly names: readonly NamedAt[] },
  paint: Paint,
): string => {
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", paint("bold", title), ...lines];
  // A single one goes without saying.
  const sources = model.sources.length > 1 ? model.sources.map((source) => `  ${printable(source)}`) : [];
  const width = Math.max(0, ...model.fields.map(({ name }) => name.length));
  const fields = model.fields.map(({ name, value, ...from }) => {
    const text = printable(toText(value).replaceAll("\n", " ⏎ "));
    const shown = `  ${printable(name).padEnd(width)}  ${text}`.trimEnd();
    return `${shown}  ${paint("dim", `← ${printable(describeOrigin(from, model.sources))}`)}`;
  });
  const capabilities = model.capabilities.map(({ name, holds, when, templates }) => {
    const rule = when === null ? "always" : `${holds ? "" : "needs "}${describeRule(when)}`;
    const chosen =
      holds && templates === model.templates && templates !== null
        ? `; chooses the template set ${templates}`
        : "";
    return [`${holds ? "yes" : "no "} ${printable(name)}`, paint("dim", printable(rule + chosen))] as const;
  });
  const slug = model.slug.map(({ name, text }) => [printable(name), printable(text)] as const);
  const snippets = model.snippets.flatMap(({ snippet, template, path, state }) => [
    `  ${snippet}  ${paint("dim", `${states[state]}, template ${template}`)}`,
    `    ${printable(path)}`,
  ]);
  const found = places.map(({ page, place, line }) =>
    line === null
      ? `  ${page}  ${printable(place)}  ${paint("dim", "not there yet")}`
      : `  ${page}:${line}  ${printable(place)}`,
  );
  // By kind, and within one as they stand.
  const named = [...new Set(names.map(({ kind }) => kind))]
    .sort()
    .flatMap((kind) =>
      names
        .filter((name) => name.kind === kind)
        .map(({ page, line, text }) => `  ${page}:${line}  ${printable(text)}  ${paint("dim", kind)}`),
    );
  return [
    `${paint("bold", printable(model.name))}  ${printable(model.id)}`,
    ...(model.excluded === null ? [] : [`Left out of the documentation: ${printable(model.excluded)}.`]),
    ...section("Sources", sources),
    ...section("Fields", fields),
    ...section("Capabilities", columns(capabilities)),
    ...section("Slug", columns(slug)),
    ...section("Snippets", snippets),
    ...section("Places", found),
    ...section("Names", named),
    "",
  ].join("\n");
};

/** The same as JSON, as schemas/explain.schema.json describes it. */
export const explanationToJson = (
  { fields, ...model }: Explanation,
  places: readonly Appearance[],
  mentions: readonly NamedAt[],
): string => {
  const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const origins = Object.fromEntries(
    fields.map(({ name, origin, sources }) => [name, { ...origin, sources }]),
  );
  return `${JSON.stringify({ formatVersion: 1, ...model, fields: values, origins, places, mentions }, null, 2)}\n`;
};
