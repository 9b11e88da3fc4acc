/** The package's templates in all languages: each passes, and each way to break one is told. */
import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, test } from "vitest";
import { loadTemplateEngine } from "../../src/io/render.ts";
import type { Subject, Verdict } from "../../src/verify/types.ts";
import { compileSnippet, dataFor, type Snippet, textOf } from "../unit/text/template/render.ts";
import { batchCalls, hasOpenAi, path, subjectOf, verdictsOf } from "./support.ts";

const compile = await loadTemplateEngine();
const model = "acme/Auk-1B";

const chat = "post /v1/chat/completions";

type Row = readonly [kind: string, set: string, what: string, from: string | RegExp, to: string, why: RegExp];

const nodeRows: readonly Row[] = [
  ["real-time", "text", "nothing", "", "", /^$/],
  ["real-time", "vision", "nothing", "", "", /^$/],
  ["batch", "text", "nothing", "", "", /^$/],
  ["batch", "vision", "nothing", "", "", /^$/],
  ["real-time", "text", "the model", "acme/Auk-1B", "acme/Heron-8B", /names the model "acme\/Heron-8B"/],
  ["real-time", "text", "a field", "messages:", "message:", /messages/],
  ["real-time", "text", "the address", "api.example.com", "api.example.org", /exit code 1/],
  [
    "real-time",
    "text",
    "the key's variable",
    "API_KEY",
    "API_TOKEN",
    /exit code 1|asked the API|doesn't ask/,
  ],
  ["real-time", "vision", "the image", /^ *\{ type: "image_url".*\n/m, "", /sends no image/],
  ["batch", "text", "the lines' IDs", "${index + 1}", "1", /custom_id "question-1" isn't unique/],
  ["batch", "text", "the lines' path", 'url: "/v1/chat/completions"', 'url: "/v1/chat"', /no operation/],
  [
    "batch",
    "text",
    "what is downloaded",
    "content(batch.output_file_id",
    "content(batch.input_file_id",
    /not its results/,
  ],
  ["batch", "text", "the purpose", 'purpose: "batch"', 'purpose: "batches"', /purpose/],
];

const goRows: readonly Row[] = [
  ["real-time", "text", "nothing", "", "", /^$/],
  ["real-time", "vision", "nothing", "", "", /^$/],
  ["real-time", "text", "the model", "acme/Auk-1B", "acme/Heron-8B", /names the model "acme\/Heron-8B"/],
  ["real-time", "text", "a field", '"messages"', '"message"', /messages/],
  ["real-time", "text", "the key's header", '"Authorization"', '"Authorisation"', /bearer token/],
  ["real-time", "vision", "the image", /^\t*\{"type": "image_url".*\n/m, "", /sends no image/],
  ["batch", "text", "nothing", "", "", /^$/],
  ["batch", "vision", "nothing", "", "", /^$/],
  ["batch", "text", "the lines' IDs", "index+1", "index/9+1", /custom_id "question-1" isn't unique/],
  ["batch", "text", "the lines' path", /("url": +)"\/v1\/chat\/completions"/, '$1"/v1/chat"', /no operation/],
  ["batch", "text", "the purpose", '"purpose", "batch"', '"purpose", "batches"', /purpose/],
  ["batch", "text", "the upload's name", '"file", "batch', '"document", "batch', /file/],
  ["batch", "text", "what is downloaded", "batch.OutputFileID", "input.ID", /not its results/],
];

/** Kinds of their own, in all languages: text of a template, by language where it differs. */
const kindRows: readonly Row[] = [
  ["streaming", "any", "nothing", "", "", /^$/],
  ["tools", "any", "nothing", "", "", /^$/],
  ["structured", "any", "nothing", "", "", /^$/],
  ["streaming", "any", "the model", "acme/Auk-1B", "acme/Heron-8B", /names the model "acme\/Heron-8B"/],
  ["streaming", "any", "the stream's name", /stream("?: |=)(?=t|T)/, "streams$1", /streams|exit code 1/],
  ["tools", "any", "a tool's type", /("?type"?: )"function"/, '$1"method"', /tools/],
  [
    "tools",
    "any",
    "a tool's name",
    /"?name"?: +"weather",/,
    "",
    /function must have required property 'name'/,
  ],
  ["structured", "any", "the form's type", '"json_schema"', '"json_scheme"', /response_format/],
];

const noResult = /the tool call "call-\d+" has no result/;

/** What only those of them can do wrong that read the answer. */
const readingRows: readonly (readonly [languages: RegExp, row: Row])[] = [
  [
    /python/,
    ["streaming", "any", "no reading", /for chunk in stream:\n(?: +.*\n)+/, "", /what the stream brings/],
  ],
  [/script/, ["streaming", "any", "no reading", /for await[^]*?\n\}\n/, "", /what the stream brings/]],
  [/go/, ["streaming", "any", "no reading", "lines.Scan()", "false", /what the stream brings|exit code/]],
  [/script/, ["tools", "any", "the result's role", 'role: "tool"', 'role: "tools"', /body\/messages\/2/]],
  [
    /python|go/,
    ["tools", "any", "the result's role", '"role": "tool"', '"role": "tools"', /body\/messages\/2/],
  ],
  [/python|go/, ["tools", "any", "the result's ID", '"tool_call_id"', '"tool_id"', /body\/messages\/2/]],
  [/script/, ["tools", "any", "the result's ID", "tool_call_id", "tool_id", /body\/messages\/2/]],
  [/python/, ["tools", "any", "the result", /messages\.append\(.*"tool".*\)/, "pass", noResult]],
  [/go/, ["tools", "any", "the result", /messages = append\(.*"tool".*\)/, "_ = result", noResult]],
  [/script/, ["tools", "any", "the result", /messages\.push\(\{ role.*\);/, "", noResult]],
  [
    /python|script|go/,
    [
      "tools",
      "any",
      "the call of the result",
      /tool_call_id(.*?)call\.(?:id|ID)/,
      'tool_call_id$1"x"',
      noResult,
    ],
  ],
  [
    /script/,
    ["structured", "any", "reading of another", "message.content ??", "message.contents ??", /exit code 1/],
  ],
  [
    /python/,
    ["structured", "any", "reading of another", "message.content)", "message.contents)", /exit code 1/],
  ],
  [/go/, ["structured", "any", "reading of another", 'json:"content"', 'json:"contents"', /exit code 1/]],
];

const rowsFor = (language: string, more: readonly Row[]): readonly Row[] => [
  ...more,
  ...kindRows,
  ...readingRows.flatMap(([languages, row]) => (languages.test(language) ? [row] : [])),
];

const goIsThere = spawnSync("go", ["version"], { env: { ...process.env, PATH: path } }).error === undefined;

const subjectFor = (language: string, [kind, set, what, from, to]: Row): Subject => {
  const snippet: Snippet = { kind, set, language };
  const text = textOf(compileSnippet(compile, snippet), dataFor(model, snippet));
  if (from !== "" && text.replace(from, to) === text) throw new Error(`${what} changes nothing`);
  return subjectOf(text.replace(from, to), {
    path: `${kind} ${set}: ${what}`,
    kind,
    language,
    calls: kind === "batch" ? batchCalls : Array(kind === "tools" && language !== "bash" ? 2 : 1).fill(chat),
    image: set === "vision",
  });
};

describe.each<readonly [language: string, rows: readonly Row[], canRun: boolean]>([
  ["bash", rowsFor("bash", []), true],
  ["python", rowsFor("python", []), hasOpenAi],
  ["javascript", rowsFor("javascript", nodeRows), true],
  ["typescript", rowsFor("typescript", nodeRows), true],
  ["go", rowsFor("go", goRows), goIsThere],
])("%s", (language, rows, canRun) => {
  let verdicts: ReadonlyMap<string, Verdict> = new Map();
  beforeAll(async () => {
    const all = await verdictsOf(rows.map((row) => subjectFor(language, row)));
    verdicts = new Map(all.map((each) => [each.path, each]));
  });

  test.runIf(canRun).each(rows)("%s %s: a change of %s", (kind, set, what, _from, _to, why) => {
    expect(verdicts.get(`${kind} ${set}: ${what}`)?.why.join("\n")).toMatch(why);
  });

  test.runIf(!canRun)(`NOT RUN, ${language} is missing: that is said`, () => {
    expect([...verdicts.values()].map(({ result }) => result)).toEqual(rows.map(() => "not run"));
  });
});
