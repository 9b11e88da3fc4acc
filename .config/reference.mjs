// The reference of the config, schemas/README.md, from its schema.

const anchor = (name) => name.toLowerCase();

/** The definition that a schema refers to. */
const referred = ({ $ref }) => $ref?.split("/").at(-1);

const code = (value) => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  // A backtick inside is kept apart by a longer run of them around.
  const fence = "`".repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length === 1 && text !== "" ? `\`${text}\`` : `${fence} ${text === "" ? '""' : text} ${fence}`;
};

/** What a value must be, in words; names of definitions are links. */
const typeOf = (schema) => {
  const name = referred(schema);
  if (name !== undefined) return `[${name}](#${anchor(name)})`;
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum !== undefined) return schema.enum.map((value) => code(value)).join(", ");
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined && schema.type !== "object")
    return [...new Set(either.map((each) => typeOf(each)))].join(" or ");
  if (Array.isArray(schema.type)) return schema.type.join(" or ");
  if (schema.type === "array") return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.type === "object" && typeof schema.additionalProperties === "object")
    return `object of ${typeOf(schema.additionalProperties)}`;
  return schema.type ?? "any value";
};

const cell = (text) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/** `<br>` and `<!-- -->` of a description are text here, but for those in code. */
const prose = (text) => text.replace(/`[^`]*`|</g, (part) => (part === "<" ? "&lt;" : part));

const limits = ({ minimum, maximum }) =>
  minimum !== undefined && maximum !== undefined
    ? ` from ${minimum} to ${maximum}`
    : minimum !== undefined
      ? ` from ${minimum}`
      : maximum !== undefined
        ? ` up to ${maximum}`
        : "";

const row = (name, schema, required, definitions) => {
  const about = schema.description ?? definitions[referred(schema)]?.description ?? "";
  const parts = [
    prose(about),
    ...(schema.default === undefined ? [] : [`Default: ${code(schema.default)}.`]),
    ...(schema.examples === undefined
      ? []
      : [`Example: ${schema.examples.map((each) => code(each)).join(", ")}.`]),
  ];
  const type = typeOf(schema) + limits(schema);
  return `| ${code(name)}${required ? "\\*" : ""} | ${cell(type)} | ${cell(parts.filter((part) => part !== "").join(" "))} |`;
};

const table = ({ properties, required = [] }, definitions) => [
  "| key | type | |",
  "|---|---|---|",
  ...Object.entries(properties).map(([name, schema]) =>
    row(name, schema, required.includes(name), definitions),
  ),
];

const section = (name, schema, definitions) => [
  "",
  `## ${name}`,
  "",
  prose(schema.description ?? ""),
  "",
  ...(schema.properties !== undefined
    ? table(schema, definitions)
    : (schema.oneOf ?? [schema]).map((each) => `- ${typeOf(each)}`)),
];

/** The page, from the config's schema. */
export const reference = (schema) => {
  const { definitions } = schema;
  return [
    "# The config",
    "",
    "<!-- Made from config.schema.json by `npm run generate`: edit the schema instead. -->",
    "",
    prose(schema.description),
    "",
    "A key with `*` is required.",
    "",
    ...table(schema, definitions),
    ...Object.entries(definitions).flatMap(([name, definition]) => section(name, definition, definitions)),
    "",
  ].join("\n");
};
