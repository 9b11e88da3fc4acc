/** Whether a run did what its snippet promises, by how it ended and by what the mock was asked. */
import { isObject } from "../../generators/api/json.ts";
import { type Marks, outputProblem } from "./fences/marks.ts";
import type { MockRequest } from "./mock/body.ts";
import type { LineChecker } from "./mock/check.ts";
import type { Ending, Subject } from "./types.ts";

/** A run, as it left its traces. */
export type Run = {
  readonly ending: Ending;
  /** What it printed on its standard output. */
  readonly printed: string;
  readonly requests: readonly MockRequest[];
  /** Addresses that it asked for besides the API's: they were refused. */
  readonly foreign: readonly string[];
};

const endingProblems = (ending: Ending, wanted: Marks["exit"] = 0): readonly string[] => {
  switch (ending.type) {
    case "timeout":
      return [`It still ran after ${ending.ms} ms and was stopped.`];
    case "flood":
      return [`It printed more than ${ending.bytes} bytes and was stopped.`];
    case "signal":
      return [`It was ended by ${ending.signal}.`];
    case "exit":
      if (wanted === "fails") return ending.code === 0 ? ["It should fail, and ended with exit code 0."] : [];
      return ending.code === wanted
        ? []
        : [`It ended with exit code ${ending.code}${wanted === 0 ? "" : ` instead of ${wanted}`}.`];
  }
};

const requestProblems = ({ method, path, problems, status }: MockRequest): readonly string[] => {
  const said = problems.length > 0 ? problems : status < 400 ? [] : [`was answered with ${status}`];
  return said.map((problem) => `${method} ${path}: ${problem.replace(/\.$/, "")}.`);
};

/** Whether what went wrong on purpose was dealt with. */
const faultProblems = ({ fence }: Subject, { requests, ending }: Run): readonly string[] => {
  const must = fence?.marks.must;
  if (must === undefined) return [];
  const at = requests.findIndex(({ faulty }) => faulty);
  const faulty = requests[at];
  if (faulty === undefined) return [`It asks for nothing that could go wrong, and must ${must}.`];
  const again = requests.slice(at + 1).some(({ operation }) => operation === faulty.operation);
  const ends = must === "broken-stream" && !(ending.type === "exit" && ending.code === 0);
  if (again || ends) return [];
  return must === "broken-stream"
    ? ["It takes a stream that broke off for a whole one."]
    : [`It doesn't ask again after a ${faulty.status}.`];
};

const callProblems = (calls: readonly string[], requests: readonly MockRequest[]): readonly string[] => {
  let from = 0;
  for (const call of calls) {
    const at = requests.findIndex(({ operation }, index) => index >= from && operation === call);
    if (at < 0) {
      const before = calls[calls.indexOf(call) - 1];
      return [`It doesn't ask for ${call}${before === undefined ? "" : ` after ${before}`}.`];
    }
    from = at + 1;
  }
  return [];
};

const modelProblems = ({ model, fence }: Subject, requests: readonly MockRequest[]): readonly string[] => {
  const named = [...new Set(requests.flatMap(({ models }) => models))];
  if (model === undefined)
    return (fence?.marks.models ?? [])
      .filter((wanted) => !named.includes(wanted))
      .map((wanted) => `No request names the model ${JSON.stringify(wanted)}.`);
  const others = named.filter((name) => name !== model);
  return [
    ...others.map(
      (name) => `It names the model ${JSON.stringify(name)} instead of ${JSON.stringify(model)}.`,
    ),
    ...(named.length === 0 ? [`No request names the model ${JSON.stringify(model)}.`] : []),
  ];
};

/** What a batch was started from is not what came out of it. */
const downloadProblems = (requests: readonly MockRequest[]): readonly string[] => {
  const inputs = requests.flatMap(({ body }) =>
    isObject(body) && typeof body.input_file_id === "string" ? [body.input_file_id] : [],
  );
  const downloads = requests.filter(({ operation }) =>
    /^get \S*\/files\/\{[^}]*\}\/content$/.test(operation ?? ""),
  );
  return downloads
    .filter(({ pathParameters }) => [...pathParameters.values()].some((id) => inputs.includes(id)))
    .map(
      ({ method, path }) =>
        `${method} ${path}: this is the file that the batch was started from, not its results.`,
    );
};

/** What a model answers bit by bit, a snippet prints: otherwise it never read it. */
const streamProblems = ({ model }: Subject, { requests, printed }: Run): readonly string[] => {
  const words = requests.flatMap(({ status, words: streamed = [] }) => (status < 400 ? streamed : []));
  const isRead = words.every((word) => printed.includes(word));
  return model === undefined || isRead ? [] : ["It doesn't print what the stream brings."];
};

/** Every reason why the run is not what it must be; none when it is. `checkLines` judges the lines of uploads. */
export const judge = (subject: Subject, run: Run, checkLines: LineChecker): readonly string[] => {
  const { ending, printed, requests, foreign } = run;
  const { model, fence, calls } = subject;
  const printing = fence && outputProblem(fence.marks, fence.shown, printed);
  // A fence that shows a failure may well be refused; whoever has no model may ask for nothing.
  const fails = fence !== undefined && fence.marks.exit !== 0;
  const noticed = fence?.marks.must === "broken-stream" && ending.type === "exit" && ending.code !== 0;
  const found = [
    ...(fails ? [] : requests.filter(({ faulty }) => !faulty).flatMap(requestProblems)),
    ...faultProblems(subject, run),
    ...requests.flatMap(({ lines = [] }) => checkLines(lines)),
    ...foreign.map((address) => `It asked for ${address}, which isn't the API's address.`),
    ...modelProblems(subject, requests),
    ...(subject.image && !requests.some(({ image }) => image)
      ? ["It sends no image to a model that sees."]
      : []),
    ...callProblems(calls, requests),
    ...(model !== undefined && calls.length === 0 && requests.length === 0
      ? ["It asked the API for nothing."]
      : []),
    ...downloadProblems(requests),
    ...streamProblems(subject, run),
    ...(noticed ? [] : endingProblems(ending, fence?.marks.exit)),
    ...(printing === undefined ? [] : [printing]),
  ];
  return [...new Set(found)];
};
