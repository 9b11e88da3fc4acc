import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { apiDigest, loadApi } from "../../generators/api/load.ts";
import type { ApiDocument } from "../../generators/api/types.ts";
import { lineChecker } from "./mock/check.ts";
import { readyApi } from "./mock/server.ts";
import { redirectOf } from "./redirect.ts";
import { placeOf, type Subject, type Verdict, verdict } from "./types.ts";
import { canonical, digest } from "../text/digest.ts";
import type { VerifySettings } from "../config/settings.ts";
import { didYouMean } from "../text/suggest.ts";
import { localReader } from "../io/api-files.ts";
import { type Outcome, type Problem, aborted, error, fail, ok, warning } from "../model/problem.ts";
import { addResults, readResults, resultsFile } from "../io/verify/results.ts";
import { type Box, findBox, type FoundBox, type Warm } from "../io/verify/box.ts";
import { makeCertificate } from "../io/verify/certificate.ts";
import { openRunFolder } from "../io/verify/run-folder.ts";
import { readApiTexts } from "../pipeline/load/api-texts.ts";
import type { Request } from "../pipeline/load/configure.ts";
import type { Loaded } from "../pipeline/load/load.ts";
import type { MockRequest } from "./mock/body.ts";
import { type Probe, probeOf } from "./run-live.ts";
import { execute } from "./run-execute.ts";
import { prepare, type Prepared } from "./run-prepare.ts";
import { warmFor } from "./run-python.ts";

/** What the snippets belong to: the config's absolute folder and name, its settings, and the IDs of the catalog's models. */
export type Documentation = Pick<Loaded, "folder" | "file"> & {
  readonly models: readonly string[];
  readonly settings: VerifySettings;
};

/** How the runs are done. */
export type VerifyOptions = {
  /** What passed before is run again. */
  readonly fresh: boolean;
  /** Nothing is run: what hasn't passed yet as it is now is `not run`. */
  readonly known?: boolean;
  /** Told what each run that went well asks for, as the service itself would be asked. */
  readonly probe?: (probe: Probe) => void;
  /** Called after each run: how many of how many are done. */
  readonly progress?: (done: number, total: number) => void;
  /** Told before the first run that the machine has nothing to contain it in. */
  readonly uncontained?: (problem: Problem) => void;
  /** No further snippet is run. */
  readonly signal?: AbortSignal | undefined;
};

const unknownCalls = ({ calls }: VerifySettings, api: ApiDocument, file: string): readonly Problem[] => {
  const known = api.operations.map(({ method, path }) => `${method} ${path}`);
  return [...calls].flatMap(([kind, names]) =>
    names
      .filter((name) => !known.includes(name))
      .map((name) =>
        error(
          "verify-unknown-call",
          `${file}: verify.calls.${kind}`,
          `${api.source} has no operation \`${name}\`.`,
          didYouMean(name, known),
        ),
      ),
  );
};

const notContained = (file: string, { box, lack }: FoundBox): Problem =>
  warning(
    "verify-not-contained",
    `${file}: verify`,
    box === undefined
      ? `Snippets run with all your rights, because ${lack}.`
      : `Snippets that go around proxies reach the network, because ${lack}.`,
    "For documentation from people you don't know, run it in a container.",
  );

/** Does the work on every item, so many at a time, and gives the results in their order. */
const pooled = async <T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> => {
  const results = new Map<number, R>();
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return items.flatMap((_, index) => {
    const result = results.get(index);
    return result === undefined ? [] : [result];
  });
};

/** Whether its run waits for the warm Python. */
const waits = ({ subject }: Prepared): boolean => subject.language === "python";

/** What a subject that went well is. */
const resultOf = ({ fence }: Subject): Verdict["result"] => (fence?.marks.compile ? "compiled" : "passed");

const loadMockApi = async (folder: string, settings: VerifySettings): Promise<Outcome<ApiDocument>> => {
  const texts = readApiTexts(folder, settings);
  if (!texts.ok) return texts;
  return loadApi({ ...texts.value, readLocal: localReader(resolve(folder, settings.api)) });
};

/**
 * Looks at the syntax of the snippets and runs each against a mock of the API. What passed before, with the
 * same text, description and tools, isn't run again. Gives a verdict on each, in the order of the subjects.
 * Errors: those of the API's description, `verify-no-address`, `verify-unknown-call`.
 */
export const verify = async (
  documentation: Documentation,
  subjects: readonly Subject[],
  request: Pick<Request, "env" | "version">,
  options: VerifyOptions,
): Promise<Outcome<readonly Verdict[]>> => {
  const { folder, file, models, settings } = documentation;
  const api = await loadMockApi(folder, settings);
  if (!api.ok) return api;
  const redirect = redirectOf(api.value, settings.baseUrl, file);
  const unknown = unknownCalls(settings, api.value, file);
  if (!redirect.ok || unknown.length > 0) return fail(...redirect.problems, ...unknown);
  const results = resultsFile(request.env);
  const known = options.fresh ? new Set<string>() : readResults(results);
  const runFolder = openRunFolder();
  let box: Box | undefined;
  let warm: Promise<Warm | undefined> | undefined;
  try {
    const preparations = await prepare(subjects, { runFolder, folder, env: request.env });
    const described = apiDigest(api.value);
    const digestOf = ({ subject, tools }: Prepared): string => {
      const { text, language, model, calls, image, fence } = subject;
      const terms = {
        text,
        language,
        model,
        calls,
        image,
        tools,
        redirect: redirect.value,
        ...(fence && { fence }),
      };
      return digest(canonical({ ...terms, api: described, version: request.version }));
    };
    const ready = preparations.flatMap((each) => (each.type === "ready" ? [each] : []));
    const due = options.known === true ? [] : ready.filter((each) => !known.has(digestOf(each)));
    const found = due.length === 0 ? undefined : await findBox(runFolder, request.env);
    box = found?.box;
    if (found?.lack !== undefined) options.uncontained?.(notContained(file, found));
    // While it imports what snippets do, others run.
    warm = box && warmFor(due, { box, runFolder, env: request.env });
    const queue = [...due].sort((a, b) => Number(waits(a)) - Number(waits(b)));
    const stage = {
      api: readyApi(api.value),
      redirect: redirect.value,
      certificate:
        due.length === 0 ? undefined : await makeCertificate(redirect.value.from, runFolder, request.env),
      models,
      checkLines: lineChecker(api.value),
      timeoutMs: settings.timeoutMs,
      runFolder,
      box,
      warm,
      asked: (subject: Subject, requests: readonly MockRequest[]) => {
        const probe = probeOf(subject, requests, redirect.value);
        if (probe !== undefined) options.probe?.(probe);
      },
      env: request.env,
    };
    let done = 0;
    const ran = (
      await pooled(queue, settings.concurrency ?? availableParallelism(), async (prepared) => {
        if (options.signal?.aborted === true) return [];
        const made = await execute(prepared, stage);
        done += 1;
        options.progress?.(done, due.length);
        return [{ made, digest: digestOf(prepared) }];
      })
    ).flat();
    const passed = ran.filter(({ made }) => made.result === "passed" || made.result === "compiled");
    addResults(
      results,
      known,
      passed.map((each) => each.digest),
    );
    const verdicts = new Map<string, Verdict>([
      ...preparations.flatMap((each) =>
        each.type === "settled" ? [[placeOf(each.verdict), each.verdict] as const] : [],
      ),
      ...ready
        .filter((each) => !due.includes(each))
        .map(
          ({ subject }) =>
            [placeOf(subject), { ...verdict(subject, resultOf(subject)), kept: true }] as const,
        ),
      ...due.map(
        ({ subject }) =>
          [placeOf(subject), verdict(subject, "not run", ["It hasn't passed yet as it is now."])] as const,
      ),
      ...ran.map(({ made }) => [placeOf(made), made] as const),
    ]);
    if (options.signal?.aborted === true) return fail(aborted);
    return ok(
      subjects.flatMap((subject) => verdicts.get(placeOf(subject)) ?? []),
      api.problems,
    );
  } finally {
    await (await warm)?.close();
    await box?.close();
    runFolder.close();
  }
};
