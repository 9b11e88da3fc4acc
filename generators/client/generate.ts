/**
 * Generates a client: API description → names and types → files. The straight line of this folder.
 */
import { fail, ok, type Outcome } from "../../src/model/problem.ts";
import { byCodeUnit } from "../api/json.ts";
import { seal } from "./summary/digest.ts";
import { renderIntegers } from "./code/integers.ts";
import { headerComment, headerLines } from "./code/header.ts";
import { modelClient } from "./model.ts";
import { runtimeNames } from "./code/imports.ts";
import { runtimeFiles } from "./runtimefiles.ts";
import { renderSummary, summarizeApi } from "./summary/summary.ts";
import { validatorUses } from "./validators/uses.ts";
import { integerProblems } from "./calls/integerproblems.ts";
import { serverProblems, wireProblems } from "./calls/wireproblems.ts";
import type { ClientRequest, GeneratedFile } from "./types.ts";

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
