// Makes the sources that come from schemas/: `node .config/generate.mjs` writes them;
// with --check it only says whether the committed ones are current.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const read = async (name) => JSON.parse(await readFile(`schemas/${name}.schema.json`, "utf8"));
const check = process.argv.includes("--check");

/** src/config.gen.ts: the types of the config, committed. */
const types = async () => {
  const { compile } = await import("json-schema-to-typescript");
  const { $id, ...schema } = await read("config");
  return compile(schema, "Config", {
    additionalProperties: false,
    bannerComment:
      "/* Made from schemas/config.schema.json by `npm run generate`: edit the schema instead. */",
    format: false,
    ignoreMinAndMaxItems: true,
    $refOptions: { resolve: { http: false, file: false } },
  });
};

/** src/validators.gen.js: the validators, compiled ahead of time, made anew by every build. */
const validators = async () => {
  const config = await read("config");
  const schemas = {
    validateConfig: config,
    validatePlan: await read("plan"),
    validateRecord: await read("catalog"),
    validateLockRecord: await read("lock"),
  };
  const ajv = new Ajv({
    allErrors: true,
    discriminator: true,
    messages: false,
    verbose: true,
    allowUnionTypes: true,
    inlineRefs: false,
    code: { source: true },
  });
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  const names = Object.fromEntries(Object.entries(schemas).map(([name, { $id }]) => [name, $id]));
  const bundled = await build({
    stdin: { contents: standalone.default(ajv, names), resolveDir: ".", loader: "js" },
    bundle: true,
    format: "cjs",
    platform: "node",
    write: false,
    minifySyntax: true,
  });
  const rules = config.definitions.TextRule.oneOf.flatMap(({ $ref }) => {
    const { op } = config.definitions[$ref.split("/").at(-1)].properties;
    return op.enum ?? [op.const];
  });
  const recordSchema = await readFile("schemas/catalog.schema.json");
  return [
    "// Made from schemas/ by `npm run generate`.",
    "const module = { exports: {} };",
    `(function (module, exports) {\n${bundled.outputFiles[0].text}})(module, module.exports);`,
    ...Object.keys(names).map((name) => `export const ${name} = module.exports.${name};`),
    `export const recordSchemaDigest = "${createHash("sha256").update(recordSchema).digest("hex")}";`,
    `export const ruleNames = ${JSON.stringify(rules)};`,
    "",
  ].join("\n");
};

/** The client generator itself, bundled, so that a Node without type stripping can run it. */
const generator = async () => {
  const outfile = resolve("node_modules/.cache/client-generator.mjs");
  await build({
    stdin: {
      contents: `export { loadApi } from "./api/load.ts"; export { generateClient } from "./client/generate.ts";`,
      resolveDir: "generators",
    },
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    outfile,
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
};

/** src/io/catalog.gen/: the client by which the engine fetches a catalog, committed. */
const catalogClient = async () => {
  const { loadApi, generateClient } = await generator();
  const source = {
    label: "schemas/catalog.openapi.json",
    text: await readFile("schemas/catalog.openapi.json", "utf8"),
  };
  const orThrow = (outcome) => {
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems, null, 2));
    return outcome.value;
  };
  const api = orThrow(
    await loadApi({ source, overlays: [], readLocal: () => ({ ok: false, problems: [] }) }),
  );
  const options = {
    validators: false,
    importEnding: ".ts",
    operationNames: { "GET /": "catalog.retrieve" },
  };
  const inputs = { source: api.digest, overlays: [], options, generator: "itself" };
  return orThrow(await generateClient({ api, inputs })).map(({ path, text }) => [
    `src/io/catalog.gen/${path}`,
    text,
  ]);
};

if (!check) await writeFile("src/validators.gen.js", await validators());
const wanted = new Map([["src/config.gen.ts", await types()], ...(await catalogClient())]);
const stale = [];
for (const [path, text] of wanted)
  if ((await readFile(path, "utf8").catch(() => "")) !== text) stale.push(path);
const left = (await readdir("src/io/catalog.gen", { recursive: true, withFileTypes: true }).catch(() => []))
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`)
  .filter((path) => !wanted.has(path));
if (check) {
  for (const path of [...stale, ...left])
    console.error(`${path} is not what schemas/ and generators/ say: run \`npm run generate\`.`);
  if (stale.length + left.length > 0) process.exitCode = 1;
} else {
  for (const path of stale) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, wanted.get(path));
  }
  for (const path of left) await rm(path);
}
