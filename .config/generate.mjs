// Makes the sources that come from schemas/: `node .config/generate.mjs` writes them;
// with --check it only says whether the committed ones are current.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
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

if (!check) await writeFile("src/validators.gen.js", await validators());
const wanted = await types();
if ((await readFile("src/config.gen.ts", "utf8").catch(() => "")) !== wanted) {
  if (check) {
    console.error("src/config.gen.ts is not what schemas/config.schema.json says: run `npm run generate`.");
    process.exitCode = 1;
  } else await writeFile("src/config.gen.ts", wanted);
}
