import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { describe, expect, onTestFinished, test } from "vitest";
import { emptyFolder, run } from "../support/hostile/interpreters.ts";
import { formatVerdicts } from "../../src/report/verify.ts";
import { plain } from "../../src/report/style.ts";
import {
  askingBash,
  baseUrl,
  hasOpenAi,
  needsOpenAi,
  newEnvironment,
  subjectOf,
  together,
  verdictOf,
  verdictsOf,
} from "./support.ts";

describe("what a bash snippet finds", () => {
  test("no variable of its caller but PATH, an empty folder and a home of its own", async () => {
    process.env.KG_TEST_SECRET = "s3cret";
    onTestFinished(() => {
      delete process.env.KG_TEST_SECRET;
    });
    const subject = subjectOf(askingBash("", 'env; echo "here: $(ls -A)" "home: $(ls -A "$HOME")"; exit 7'));
    const { result, why, output } = await verdictOf(subject);
    expect({ result, why }).toEqual({ result: "failed", why: ["It ended with exit code 7."] });
    expect(output).not.toContain("s3cret");
    expect(output).toContain("here:  home: \n");
    expect(output).toContain("API_KEY=dummy-key-of-verify\n");
    expect(output).toContain("POLL_SECONDS=0\n");
    expect(output).not.toContain(`HOME=${process.env.HOME ?? "?"}\n`);
  });

  const rows = [
    ["the key on its standard input", askingBash("read -r API_KEY")],
    ["a sleep that takes no time", askingBash("sleep 600")],
    ["curl under --url, with the address first", askingBash().replace(baseUrl, `--url ${baseUrl}`)],
  ] as const;
  const verdictOn = together(
    rows.map(([path, text]) => subjectOf(text, { path })),
    { timeoutMs: 20_000 },
  );
  test.each(rows)("%s", async (name) => {
    expect(await verdictOn(name)).toMatchObject({ result: "passed", why: [] });
  });
});

describe("what ends badly, and how it is told", () => {
  const rows: readonly (readonly [what: string, text: string, why: readonly string[]])[] = [
    [
      "an endless loop",
      askingBash("", "while :; do :; done"),
      ["It still ran after 3000 ms and was stopped."],
    ],
    ["a signal", askingBash("", "kill -9 $$"), ["It was ended by SIGKILL."]],
    [
      "nothing asked",
      "true\n",
      ['No request names the model "acme/Auk-1B".', "It doesn't ask for post /v1/chat/completions."],
    ],
    [
      "another host",
      askingBash("", "curl --silent https://models.example.org/x || true"),
      ["It asked for models.example.org:443, which isn't the API's address."],
    ],
    [
      "another host without TLS",
      askingBash("", "curl --silent http://models.example.org/x || true"),
      ["It asked for http://models.example.org/x, which isn't the API's address."],
    ],
    [
      "past the wrapper",
      askingBash("", `"$KG_CURL" --silent ${baseUrl.replace(".com", ".org")}/models || true`),
      ["It asked for api.example.org:443, which isn't the API's address."],
    ],
    [
      "a host whose name goes on",
      askingBash("", "curl --silent https://api.example.community/v1/models || true"),
      ["It asked for api.example.community:443, which isn't the API's address."],
    ],
    [
      "a failed request that the script forgives",
      askingBash("", `curl --silent ${baseUrl}/models/x || true`),
      ["GET /v1/models/x: The API has no operation GET /v1/models/x."],
    ],
    ["wrong syntax", "if true\n", ["The syntax is wrong: line 2: syntax error: unexpected end of file"]],
  ];
  const verdictOn = together(
    rows.map(([path, text]) => subjectOf(text, { path })),
    { timeoutMs: 3000 },
  );
  test.each(rows)("%s", async (name, _, why) => {
    expect(await verdictOn(name)).toMatchObject({ result: "failed", why });
  });

  test("a process left in the background ends with the snippet", async () => {
    const mark = `32${process.pid}`;
    const text = askingBash(`/bin/sleep ${mark} &`, `ps -eo args | grep -q "^/bin/sleep ${mark}"`);
    expect(await verdictOf(subjectOf(text))).toMatchObject({ result: "passed" });
    expect(run("ps", ["-eo", "args"])).not.toContain(`/bin/sleep ${mark}`);
  });

  test("what it prints can't reach the terminal as it is", async () => {
    const text = askingBash("", "printf '\\033]0;title\\007::error::x\\u202e'; exit 1");
    const shown = formatVerdicts([await verdictOf(subjectOf(text))], { paint: plain, verbose: true });
    expect(shown).toContain("\\u{1B}]0;title\\u{7}::error::x\\u{202E}");
    expect(shown).not.toContain("\u001b");
  });
});

describe("the curl that stands before the real one", () => {
  const wrapper = resolve("generators/runners/curl");
  const given = (...args: readonly string[]): string =>
    run("env", [
      "KG_FROM=https://a.example/v1",
      "KG_TO=http://127.0.0.1:9/v1",
      "KG_CURL=/bin/echo",
      wrapper,
      ...args,
    ]).trimEnd();
  test.each([
    [["https://a.example/v1/x"], "http://127.0.0.1:9/v1/x"],
    [["https://a.example/v1"], "http://127.0.0.1:9/v1"],
    [["https://a.example/v1?x=1"], "http://127.0.0.1:9/v1?x=1"],
    [["https://a.example/v12"], "https://a.example/v12"],
    [["https://b.example/https://a.example/v1"], "https://b.example/https://a.example/v1"],
    [["-d", "https://a.example/v1/x"], "-d https://a.example/v1/x"],
    [
      ["--data-raw", "https://a.example/v1/x", "https://a.example/v1/y"],
      "--data-raw https://a.example/v1/x http://127.0.0.1:9/v1/y",
    ],
    [["-H", "https://a.example/v1", "a  b"], "-H https://a.example/v1 a  b"],
  ])("%j → %s", (args, want) => {
    expect(given(...args)).toBe(want);
  });
});

const python = (body: string): string =>
  [
    "import os, sys",
    "from openai import OpenAI",
    `client = OpenAI(base_url="${baseUrl}", api_key=os.environ["API_KEY"])`,
    body,
    "",
  ].join("\n");
const asks = `print(client.chat.completions.create(model="acme/Auk-1B", messages=[{"role": "user", "content": "hi"}]))`;

describe("Python", () => {
  const streamed = `for event in client.chat.completions.create(model="acme/Auk-1B", messages=[{"role": "user", "content": "hi"}], stream=True):\n    print(event.choices[0].delta.content)`;
  const rows = [
    ["the openai library", asks],
    ["a stream of it", streamed],
    ["a wait that takes no time", `import time\ntime.sleep(600)\n${asks}`],
    ["a key that is asked for", `from getpass import getpass\nassert getpass("Key: ")\n${asks}`],
    ["its own name and no arguments", `assert __name__ == "__main__" and len(sys.argv) == 1\n${asks}`],
  ] as const;
  const lacking = "import package_that_nobody_has\n";
  const verdictOn = together(
    [
      ...rows.map(([path, body]) => [path, python(body)] as const),
      ["lacking", lacking],
      ["wrong", `${lacking}print(\n`],
    ].map(([path = "", text = ""]) => subjectOf(text, { path, language: "python" })),
  );
  test.each(rows)(needsOpenAi("passes: %s"), async (name) => {
    const result = hasOpenAi ? "passed" : "not run";
    expect(await verdictOn(name)).toMatchObject({ result });
  });

  test("a package that isn't installed: not run, which is no success", async () => {
    expect(await verdictOn("lacking")).toMatchObject({
      result: "not run",
      why: ["The Python package package_that_nobody_has isn't installed."],
    });
  });

  test("its syntax is judged all the same", async () => {
    expect(await verdictOn("wrong")).toMatchObject({
      result: "failed",
      why: [expect.stringMatching(/line 2: '\(' was never closed/)],
    });
  });
});

describe("TypeScript", () => {
  const typescript = (model = "acme/Auk-1B", url = baseUrl): string => `import OpenAI from "openai";
const client = new OpenAI({ baseURL: "${url}", apiKey: process.env.API_KEY ?? "", maxRetries: 0 });
const answer: { choices: unknown[] } = await client.chat.completions.create({
  model: "${model}",
  messages: [{ role: "user", content: "hi" }],
});
console.log(answer.choices);
`;
  const raw = `const answer: Response = await fetch("${baseUrl}/chat/completions", {
  method: "POST",
  headers: { Authorization: \`Bearer \${process.env.API_KEY}\`, "Content-Type": "application/json" },
  body: JSON.stringify({ model: "acme/Auk-1B", messages: [{ role: "user", content: "hi" }] }),
});
if (!answer.ok) throw new Error(await answer.text());
`;
  const rows = [
    ["the openai package", typescript(), "passed", /^$/],
    ["fetch alone", raw, "passed", /^$/],
    ["another model", typescript("acme/Heron-8B"), "failed", /names the model "acme\/Heron-8B"/],
    ["another address", typescript("acme/Auk-1B", "https://api.example.org/v1"), "failed", /exit code 1/],
    ["wrong syntax", "const a: = 3;\n", "failed", /The syntax is wrong: line 1: Unexpected token/],
    [
      "a package that isn't installed",
      'import x from "package-that-nobody-has";\nx();\n',
      "not run",
      /npm package package-that-nobody-has isn't installed/,
    ],
  ] as const;
  const verdictOn = together(rows.map(([path, text]) => subjectOf(text, { path, language: "typescript" })));
  test.each(rows)("%s", async (name, _, result, why) => {
    const made = await verdictOn(name);
    expect(made).toMatchObject({ result });
    expect(made?.why.join("\n")).toMatch(why);
  });
});

test("a language that can't be run is named, not passed over", async () => {
  expect(await verdictOf(subjectOf("IO.puts 1\n", { language: "elixir" }))).toMatchObject({
    result: "not run",
    why: ["verify can't run elixir."],
  });
});

describe("results are kept", () => {
  const subject = subjectOf(askingBash());
  test("what passed isn't run again until it or the API changes; what failed is", async () => {
    const env = newEnvironment();
    const failing = subjectOf(askingBash("", "exit 1"), { path: "failing.md" });
    const again = async (subjects = [subject, failing], api = resolve("examples/openapi.yaml")) =>
      (await verdictsOf(subjects, { api }, env)).map(
        ({ result, kept }) => `${result}${kept ? " before" : ""}`,
      );
    expect(await again()).toEqual(["passed", "failed"]);
    expect(await again()).toEqual(["passed before", "failed"]);
    expect(await again([{ ...subject, text: `${subject.text}# changed\n` }])).toEqual(["passed"]);
    expect(await again([{ ...subject, path: "renamed.md" }])).toEqual(["passed before"]);
    expect(await again([{ ...subject, calls: ["get /v1/models"] }])).toEqual(["failed"]);
    const changed = join(emptyFolder(), "openapi.yaml");
    writeFileSync(
      changed,
      readFileSync("examples/openapi.yaml", "utf8").replace("enum: [system, developer]", "enum: [system]"),
    );
    expect(await again([subject], changed)).toEqual(["passed"]);
  });

  test("a cache folder that can't be written to is no error", async () => {
    const file = join(emptyFolder(), "file");
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, "");
    const made = await verdictsOf([subject], {}, { ...newEnvironment(), XDG_CACHE_HOME: file });
    expect(made).toMatchObject([{ result: "passed", kept: false }]);
  });
});
