// Makes the sources that come from schemas/ and generators/: `node .config/generate.mjs` writes them;
// with --check it only says whether the committed ones are current.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { reference } from "./reference.mjs";

const read = async (name) => JSON.parse(await readFile(`schemas/${name}.schema.json`, "utf8"));
const check = process.argv.includes("--check");

/** What is said beside a `$ref` goes to the property, not to a type of its own. */
const described = (key, value) => {
  if (typeof value?.$ref !== "string" || value.description === undefined) return value;
  const { $ref, description } = value;
  return { description, tsType: $ref.split("/").at(-1) };
};

/** src/config/config.gen.ts: the types of the config, committed. */
const types = async () => {
  const { compile } = await import("json-schema-to-typescript");
  const { $id, ...schema } = JSON.parse(JSON.stringify(await read("config"), described));
  const text = await compile(schema, "Config", {
    unreachableDefinitions: true,
    additionalProperties: false,
    bannerComment:
      "/* Made from schemas/config.schema.json by `npm run generate`: edit the schema instead. */",
    format: false,
    ignoreMinAndMaxItems: true,
    $refOptions: { resolve: { http: false, file: false } },
  });
  return text.replace(/ \* \n \* This interface was referenced by .*\n.*\n/g, "");
};

const annotations = new Set(["description", "examples", "default"]);

/** A schema without what only people and editors read: every run loads its validators. `named`: its keys are names. */
const bare = (schema, named = false) => {
  if (Array.isArray(schema)) return schema.map((each) => bare(each));
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => named || !annotations.has(key));
  const names = (key) => !named && (key === "properties" || key === "definitions");
  return Object.fromEntries(kept.map(([key, value]) => [key, bare(value, names(key))]));
};

const quoted = '"(?:[^"\\\\]|\\\\.)*"';
const flat = `(?:[^{}"]|${quoted})*`;
/** The objects in a validator's code that begin with these words, and the comma before them where there is one. */
const objects = (begin) => new RegExp(`${begin}(?:${flat}\\{${flat}\\})*${flat}\\}`, "g");

/** What a validator that says yes or no does without: what was found, the paths that lead there, the lists of both. */
const needless = [
  [objects("\\{instancePath:?[^:{}]*,schemaPath:"), "0"],
  [objects(",\\s*\\{instancePath:?[^:{}]*,parentData:"), ""],
  [/, ?\{instancePath(?:="")?, ?parentData, ?parentDataProperty, ?rootData(?:=data\}=\{)?\}/g, ""],
  [
    /vErrors = vErrors === null \? ([\w.]+)\.errors : vErrors\.concat\(\1\.errors\);errors = vErrors\.length;/g,
    "errors++;",
  ],
  [/const (err\d+) = 0;if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}/g, ""],
  [/if\(vErrors !== null\)\{if\((\w+)\)\{vErrors\.length = \1;\}else \{vErrors = null;\}\}/g, ""],
  [/\w+\.errors = (?:\[[^[\]]*\]|vErrors);/g, ""],
  [/let vErrors = null;/g, ""],
  // Whether a text is empty needs no count of its characters.
  [/\bfunc\d+\((\w+)\) < 1\b/g, "$1.length < 1"],
];

/** Of a schema only the names of its properties, which validators look up. */
const namesOnly = (text) => {
  const { properties = {} } = JSON.parse(text);
  return JSON.stringify({ properties: Object.fromEntries(Object.keys(properties).map((name) => [name, 0])) });
};

const brief = (code) =>
  needless
    .reduce((text, [pattern, by]) => text.replace(pattern, by), code)
    .replace(
      /(const schema\d+ = )(\{.*?\});(?=const |function )/g,
      (_, begin, text) => `${begin}${namesOnly(text)};`,
    );

/** A module of validators, compiled ahead of time: those that explain a fault name the schema that it is against. */
const compiled = async (schemas, explaining) => {
  const ajv = new Ajv({
    allErrors: explaining,
    discriminator: true,
    messages: false,
    verbose: explaining,
    allowUnionTypes: true,
    inlineRefs: false,
    code: { source: true },
  });
  for (const schema of Object.values(schemas)) ajv.addSchema(bare(schema));
  const names = Object.fromEntries(Object.entries(schemas).map(([name, { $id }]) => [name, $id]));
  const code = standalone.default(ajv, names);
  const bundled = await build({
    stdin: { contents: explaining ? code : brief(code), resolveDir: ".", loader: "js" },
    bundle: true,
    format: "cjs",
    platform: "node",
    write: false,
    minifySyntax: true,
  });
  return [
    "// Made from schemas/ by `npm run generate`.",
    "const module = { exports: {} };",
    `(function (module, exports) {\n${bundled.outputFiles[0].text}})(module, module.exports);`,
    ...Object.keys(names).map((name) => `export const ${name} = module.exports.${name};`),
    "",
  ].join("\n");
};

/** The code of a function that gives what a validator finds. */
const errorsOf = (name, validator) =>
  `export const ${name} = (value) => (${validator}(value) ? [] : ${validator}.errors);\n`;

/** The validators, made anew by every build: those of every run, and those that explain what they found. */
const validators = async () => {
  const config = await read("config");
  const rules = config.definitions.TextRule.oneOf.flatMap(({ $ref }) => {
    const { op } = config.definitions[$ref.split("/").at(-1)].properties;
    return op.enum ?? [op.const];
  });
  const digest = createHash("sha256").update(await readFile("schemas/catalog.schema.json"));
  const quick = await compiled({ isConfig: config, isLockLine: await read("lock") }, false);
  return [
    [
      "src/config/validators.gen.js",
      `${quick}export const recordSchemaDigest = "${digest.digest("hex")}";
export const ruleNames = ${JSON.stringify(rules)};
`,
    ],
    [
      "src/config/config-errors.gen.js",
      `${await compiled({ validateConfig: config }, true)}${errorsOf("configErrors", "validateConfig")}`,
    ],
    [
      "src/pipeline/saved/validate-plan.gen.js",
      `${await compiled({ validatePlan: await read("plan") }, true)}${errorsOf("planErrors", "validatePlan")}`,
    ],
    ["src/catalog/validate-record.gen.js", await compiled({ validateRecord: await read("catalog") }, true)],
  ];
};

/** Modules of the tool itself, bundled, so that a Node without type stripping can run them. */
const bundled = async (name, contents) => {
  const outfile = resolve(`node_modules/.cache/${name}.mjs`);
  await build({
    stdin: { contents, resolveDir: "." },
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    outfile,
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
};

/** src/config/names.gen.ts: the names that a config may use without declaring them, committed. */
const names = async () => {
  const { formats, languageNames } = await bundled(
    "names",
    `export { formats } from "./generators/section/formats.ts"; export { languageNames } from "./src/text/emit/languages.ts";`,
  );
  const templates = await readdir("generators/templates", { recursive: true });
  const sets = templates.flatMap((path) => /^[^/]+\/(?!any\/)([^/]+)\/[^/]+\.ejs$/.exec(path)?.[1] ?? []);
  const union = (all) =>
    [...new Set(all)]
      .sort()
      .map((name) => JSON.stringify(name))
      .join(" | ");
  return [
    "/* Made from generators/ by `npm run generate`. */",
    "",
    "/** The block formats that come with the package. */",
    `export type FormatPreset = ${union(formats.keys())};`,
    "",
    "/** The template sets that come with the package. */",
    `export type TemplateSet = ${union(sets)};`,
    "",
    "/** The languages whose literals can be written. */",
    `export type LanguageName = ${union(languageNames)};`,
    "",
  ].join("\n");
};

/** generators/client/runtime.gen.ts: the client's static part as text, committed. */
const runtime = async () => {
  const { embedRuntime } = await bundled(
    "embed",
    `export { embedRuntime } from "./generators/client/embed.ts";`,
  );
  const folder = "generators/client/runtime";
  const files = await readdir(folder);
  return embedRuntime(
    new Map(
      await Promise.all(files.map(async (name) => [name, await readFile(`${folder}/${name}`, "utf8")])),
    ),
  );
};

if (!check) for (const [path, text] of await validators()) await writeFile(path, text);
const wanted = new Map([
  ["src/config/config.gen.ts", await types()],
  ["src/config/names.gen.ts", await names()],
  ["schemas/README.md", reference(await read("config"))],
  ["generators/client/runtime.gen.ts", await runtime()],
]);
const stale = [];
for (const [path, text] of wanted)
  if ((await readFile(path, "utf8").catch(() => "")) !== text) stale.push(path);
if (check) {
  for (const path of stale)
    console.error(`${path} is not what schemas/ and generators/ say: run \`npm run generate\`.`);
  if (stale.length > 0) process.exitCode = 1;
} else for (const path of stale) await writeFile(path, wanted.get(path));
