/** Generates a client: API description → names and types → files. The straight line of this folder. */
import { fail, ok, type Outcome } from "../../src/model/problem.ts";
import { byCodeUnit } from "../api/json.ts";
import { seal } from "./summary/digest.ts";
import { renderIntegers } from "./code/integers.ts";
import { headerComment, headerLines } from "./code/header.ts";
import { modelClient } from "./model.ts";
import { runtimeNames } from "./code/imports.ts";
import { renderSummary, summarizeApi } from "./summary/summary.ts";
import { validatorUses } from "./validators/uses.ts";
import { integerProblems } from "./calls/integerproblems.ts";
import { serverProblems, wireProblems } from "./calls/wireproblems.ts";
import type { ClientRequest, GeneratedFile } from "./types.ts";
import { runtimeSources } from "./runtime.gen.ts";

/** Modules that are there only for clients that use something of them. */
const optional: ReadonlySet<string> = new Set([
  "events",
  "integers",
  "lines",
  "multipart",
  "pages",
  "schema",
  "server",
]);

/** The runtime's own imports end in `.ts`; a package without that setting needs `.js`. */
const withEnding = (source: string, ending: string): string =>
  source.replace(/(from "\.\/[a-z]+)\.ts"/g, `$1${ending}"`);

/** The statements of the index, each with the module that it offers. */
const statements = (index: string): readonly (readonly [module: string, text: string])[] =>
  [...index.matchAll(/^export [^;]*? from "\.\/([a-z]+)\.ts";\n/gm)].map(([text, module = ""]) => [
    module,
    text,
  ]);

/** Renders the runtime for a client that uses these names of it. */
const runtimeFiles = (used: readonly string[], ending: string, header: string): readonly GeneratedFile[] => {
  const sources = new Map(runtimeSources);
  const index = sources.get("index.ts") ?? "";
  const isUsed = (text: string): boolean => used.some((name) => new RegExp(`\\b${name}\\b`).test(text));
  const left = statements(index).filter(([module, text]) => optional.has(module) && !isUsed(text));
  const modules = new Set(left.map(([module]) => `${module}.ts`));
  // Streams of text are what events and lines have in common.
  if (modules.has("events.ts") && modules.has("lines.ts")) modules.add("stream.ts");
  const shorter = left.reduce((text, [, statement]) => text.replace(statement, () => ""), index);
  return [...sources]
    .filter(([name]) => !modules.has(name))
    .map(([name, source]) => ({
      path: `runtime/${name}`,
      text: `${header}\n${withEnding(name === "index.ts" ? shorter : source, ending)}`,
    }));
};

/**
 * Generates all files of a client, sorted by path; the same request gives the same bytes. Loads the
 * libraries that write types, validators and code only now. Fails with every problem that keeps a name
 * from being given; patterns that can't be checked come along as warnings.
 */
export const generateClient = async (request: ClientRequest): Promise<Outcome<readonly GeneratedFile[]>> => {
  const { api, inputs } = request;
  const { options } = inputs;
  const model = modelClient(api, options);
  if (!model.ok) return fail(...model.problems);
  const wire = [...(options.baseUrl === undefined ? serverProblems(api) : []), ...wireProblems(api)];
  const ending = options.importEnding ?? ".js";
  const header = headerComment(api.source, inputs);
  const [{ renderTypes }, { renderClient }, { renderValidators }] = await Promise.all([
    import("./code/typesfile.ts"),
    import("./code/clientfile.ts"),
    import("./validators/files.ts"),
  ]);
  const types = await renderTypes(model.value.types, header);
  const validators = options.validators
    ? renderValidators({ types: model.value.types, uses: validatorUses(model.value), ending, header })
    : undefined;
  // ts-morph is the largest and comes last, when what the others needed can be let go.
  const client = renderClient(model.value, options.validators, ending, header);
  const integers = renderIntegers(model.value, ending, header);
  const files: readonly GeneratedFile[] = [
    { path: "client.ts", text: client },
    ...runtimeFiles(
      [
        ...runtimeNames(model.value),
        ...(integers === undefined ? [] : ["Integers"]),
        ...(options.validators ? ["validateBy"] : []),
      ],
      ending,
      header,
    ),
    { path: "types.ts", text: types },
    ...(integers === undefined ? [] : [{ path: "integers.ts", text: integers }]),
    ...(validators?.files ?? []),
  ];
  const summary = renderSummary(summarizeApi(model.value), headerLines(api.source, inputs), {
    sources: api.files.map(({ path }) => path),
    outputs: files.map(({ path }) => path).sort(byCodeUnit),
  });
  const sealed = [{ path: "api.json", text: summary }, ...files]
    .map(({ path, text }) => ({ path, text: seal(text) }))
    .sort((a, b) => byCodeUnit(a.path, b.path));
  return ok(sealed, [
    ...wire,
    ...model.problems,
    ...integerProblems(model.value),
    ...(validators?.problems ?? []),
  ]);
};
