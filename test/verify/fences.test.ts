/** Whole pages: every fence is run, compiled or told why not, in each language that this machine has the tools of. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeOfPage } from "../../src/verify/fences/fences.ts";
import type { Subject, Verdict } from "../../src/verify/types.ts";
import { commandWith } from "../support/command.ts";
import { emptyFolder } from "../support/hostile/interpreters.ts";
import { baseUrl, newEnvironment, path, verdictsOf } from "./support.ts";

const subjectsOf = (text: string): readonly Subject[] =>
  codeOfPage("guide.md", text).fences.map(({ path, line, language, text, marks, shown, notRun }) => {
    const common = { kind: "fence", model: undefined, image: false };
    return { ...common, path, line, language, text, calls: marks.calls, fence: { marks, shown, notRun } };
  });

const fence = (info: string, code: string): string => `\`\`\`${info}\n${code}\n\`\`\`\n\n`;

type Judged = readonly [Verdict["result"], ...string[]];

const judged = async (text: string): Promise<readonly Judged[]> =>
  (await verdictsOf(subjectsOf(text))).map(({ result, why }) => [result, ...why] as const);

/** Judges all fences in one run, which the first that is asked for starts. */
const together = (fences: readonly string[]): ((fence: string) => Promise<Judged | undefined>) => {
  let run: Promise<readonly Judged[]> | undefined;
  return async (fence) => {
    run ??= judged(fences.join(""));
    return (await run)[fences.indexOf(fence)];
  };
};

describe("marks", () => {
  const rows: readonly (readonly [info: string, code: string, want: readonly string[]])[] = [
    ["bash", "echo hello", ["passed"]],
    ["bash", "exit 3", ["failed", "It ended with exit code 3."]],
    ["bash kluster-gen=exit:3", "exit 3", ["passed"]],
    ["bash kluster-gen=exit:3", "exit 4", ["failed", "It ended with exit code 4 instead of 3."]],
    ["bash kluster-gen=fails", "exit 4", ["passed"]],
    ["bash kluster-gen=fails", "true", ["failed", "It should fail, and ended with exit code 0."]],
    ["bash kluster-gen=output:/^h.llo$/", "printf hello", ["passed"]],
    ["bash kluster-gen=output:bye", "printf hello", ["failed", 'It doesn\'t print "bye".']],
    ["bash kluster-gen=compile", "exit 3", ["compiled"]],
    ["python kluster-gen=compile", "import nothing_like_this", ["compiled"]],
    ["typescript kluster-gen=compile", 'import x from "nothing-like-this";', ["compiled"]],
    ["bash kluster-gen=skip", "exit 3", ["not run", "The page says that it is skipped."]],
    ["bash kluster-gen=env:KG_TEAM", "true", ["not run", "It needs KG_TEAM in the environment."]],
    ["bash", "$ printf hello\nhello", ["passed"]],
    ["bash", "pip install openai", ["not run", "It installs packages."]],
    ["bash kluster-gen=compile", "pip install openai", ["compiled"]],
    ["bash kluster-gen=skp", "true", ["failed", '"skp" means nothing in `kluster-gen=`.']],
    ["python", "def", ["failed", "The syntax is wrong: line 1: invalid syntax"]],
    [
      "bash kluster-gen=model:acme/Heron-8B",
      "true",
      ["failed", 'No request names the model "acme/Heron-8B".'],
    ],
    [
      "bash",
      `curl -s ${baseUrl}/chat/completions -H "Authorization: Bearer YOUR_KEY" --json '{"model": "acme/Gone", "messages": [{"role": "user", "content": "hi"}]}'`,
      ["failed", 'POST /v1/chat/completions: The model "acme/Gone" does not exist.'],
    ],
  ];
  const verdictOn = together(rows.map(([info, code]) => fence(info, code)));

  test.each(rows)("```%s %s", async (info, code, want) => {
    expect(await verdictOn(fence(info, code))).toEqual(want);
  });

  test("what is shown below, what is hidden above, and what goes on", async () => {
    const page = [
      "<!-- kluster-gen=setup python\nname = 'reader'\n-->\n\n",
      fence("python kluster-gen=output", "print('hello', name)"),
      fence("text", "hello reader"),
      fence("python kluster-gen=continues,output:READER", "print(name.upper())"),
    ].join("");
    expect(await judged(page)).toEqual([["passed"], ["passed"]]);
  });
});

describe("what the service does wrong once", () => {
  const ask = (body: string, more = ""): string =>
    `curl -sS --no-buffer ${more} ${baseUrl}/chat/completions -H "Authorization: Bearer KEY" -H "Content-Type: application/json" -d '{"model": "acme/Auk-1B", "messages": [{"role": "user", "content": "hi"}]${body}}'`;
  const stream = ', "stream": true';

  const rows: readonly (readonly [must: string, code: string, want: readonly string[]])[] = [
    ["retry-once", ask("", "--fail --retry 2"), ["passed"]],
    ["retry-once", ask(""), ["failed", "It doesn't ask again after a 429."]],
    ["retry-error", ask("", "--fail --retry 2"), ["passed"]],
    [
      "retry-error",
      ask("", "--fail"),
      ["failed", "It doesn't ask again after a 500.", "It ended with exit code 22."],
    ],
    ["broken-stream", ask(stream), ["passed"]],
    [
      "broken-stream",
      `${ask(stream)} || true`,
      ["failed", "It takes a stream that broke off for a whole one."],
    ],
    ["broken-stream", `${ask(stream)} || ${ask(stream)}`, ["passed"]],
    ["retry-once", "true", ["failed", "It asks for nothing that could go wrong, and must retry-once."]],
  ];
  const fenceOf = (must: string, code: string): string => fence(`bash kluster-gen=must:${must}`, code);
  const verdictOn = together(rows.map(([must, code]) => fenceOf(must, code)));

  test.each(rows)("must:%s, %s", async (must, code, want) => {
    expect(await verdictOn(fenceOf(must, code))).toEqual(want);
  });
});

const asking = {
  go: `import (
  "fmt"
  "net/http"
  "os"
  "strings"
)

func main() {
  body := strings.NewReader(\`{"model": "acme/Auk-1B", "messages": [{"role": "user", "content": "hi"}]}\`)
  request, _ := http.NewRequest("POST", "${baseUrl}/chat/completions", body)
  request.Header.Set("Authorization", "Bearer "+os.Getenv("ACME_API_KEY"))
  request.Header.Set("Content-Type", "application/json")
  response, err := http.DefaultClient.Do(request)
  if err != nil || response.StatusCode != 200 {
    os.Exit(1)
  }
  fmt.Println(response.Status)
}`,
  java: `import java.net.URI;
import java.net.http.*;

class Ask {
  public static void main(String[] args) throws Exception {
    String body = "{\\"model\\": \\"acme/Auk-1B\\", \\"messages\\": [{\\"role\\": \\"user\\", \\"content\\": \\"hi\\"}]}";
    HttpRequest request = HttpRequest.newBuilder(URI.create("${baseUrl}/chat/completions"))
      .version(HttpClient.Version.HTTP_1_1)
      .header("Authorization", "Bearer " + System.getenv("ACME_API_KEY"))
      .header("Content-Type", "application/json")
      .POST(HttpRequest.BodyPublishers.ofString(body))
      .build();
    HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) System.exit(1);
  }
}`,
  ruby: `require "net/http"
require "json"

uri = URI("${baseUrl}/chat/completions")
headers = { "Authorization" => "Bearer #{ENV["ACME_API_KEY"]}", "Content-Type" => "application/json" }
body = { model: "acme/Auk-1B", messages: [{ role: "user", content: "hi" }] }.to_json
response = Net::HTTP.post(uri, body, headers)
exit 1 unless response.is_a?(Net::HTTPOK)`,
  php: `$curl = curl_init("${baseUrl}/chat/completions");
curl_setopt_array($curl, [
  CURLOPT_RETURNTRANSFER => true,
  CURLOPT_HTTPHEADER => ["Authorization: Bearer " . getenv("ACME_API_KEY"), "Content-Type: application/json"],
  CURLOPT_POSTFIELDS => json_encode(["model" => "acme/Auk-1B", "messages" => [["role" => "user", "content" => "hi"]]]),
]);
curl_exec($curl);
exit(curl_getinfo($curl, CURLINFO_RESPONSE_CODE) === 200 ? 0 : 1);`,
  rust: `use std::io::{Read, Write};

fn main() {
    let url = "${baseUrl}";
    let host = url.split("://").nth(1).unwrap().split('/').next().unwrap();
    let body = r#"{"model": "acme/Auk-1B", "messages": [{"role": "user", "content": "hi"}]}"#;
    let key = std::env::var("ACME_API_KEY").unwrap();
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    write!(stream, "POST /v1/chat/completions HTTP/1.1\\r\\nHost: {host}\\r\\nAuthorization: Bearer {key}\\r\\nContent-Type: application/json\\r\\nContent-Length: {}\\r\\nConnection: close\\r\\n\\r\\n{body}", body.len()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"));
}`,
} as const;

type Language = keyof typeof asking;

const programs: Readonly<Record<Language, string>> = {
  go: "go",
  java: "javac",
  ruby: "ruby",
  php: "php",
  rust: "rustc",
};

const isThere = (program: string): boolean =>
  spawnSync(program, ["--version"], { env: { ...process.env, PATH: path } }).error === undefined;

/** What is changed in each, and what tells. */
const mutations: readonly (readonly [what: string, from: RegExp, to: string, told: RegExp])[] = [
  ["nothing", /^$/, "", /^passed$/],
  ["the model", /acme\/Auk-1B/, "acme/Auk-2B", /does not exist/],
  ["a field", /messages/, "message", /messages/],
  ["the path", /chat\/completions/g, "chat/completion", /chat\/completion/],
  ["the key's header", /Authorization/, "X-Authorization", /bearer token/],
  ["the address", /api\.example\.com/, "api.example.org", /example\.org|exit code|signal/],
];

const languages: readonly Language[] = ["go", "java", "ruby", "php", "rust"];

describe.each(languages)("%s", (language) => {
  const there = isThere(programs[language]);
  const title = there ? "" : `NOT RUN, ${programs[language]} is missing: `;

  const changed = (from: RegExp, to: string): string => fence(language, asking[language].replace(from, to));
  const compiled = fence(`${language} kluster-gen=compile`, asking[language]);
  const broken = fence(`${language} kluster-gen=compile`, `${asking[language]}\n(((`);
  const verdictOn = together([...mutations.map(([, from, to]) => changed(from, to)), compiled, broken]);

  test.runIf(there).each(mutations)(`${title}a change of %s is caught`, async (_, from, to, told) => {
    expect((await verdictOn(changed(from, to)))?.join("\n")).toMatch(told);
  });

  test.runIf(there)(`${title}what can only be compiled is`, async () => {
    expect(await verdictOn(compiled)).toEqual(["compiled"]);
    expect((await verdictOn(broken))?.[0]).toBe("failed");
  });

  test.runIf(!there)(`${title}it says so`, async () => {
    const [[result] = []] = await judged(fence(language, asking[language]));
    expect(result).toBe("not run");
  });
});

test.each([
  ["ruby", 'require "no_such_gem"', "no_such_gem isn't installed."],
  ["rust", "use no_such_crate::x;\nfn main() {}", "no_such_crate isn't installed."],
  [
    "java",
    "import org.nosuch.Thing;\nclass A { public static void main(String[] a) {} }",
    "org.nosuch isn't installed.",
  ],
])("a %s library that isn't there is told as such", async (language, code, why) => {
  const [[result, ...said] = []] = await judged(fence(language, code));
  expect(result).toBe("not run");
  if (said.length > 0 && isThere(language === "java" ? "javac" : language === "rust" ? "rustc" : language))
    expect(said).toEqual([why]);
});

test("`verify` takes the declared pages and the files that they include", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  writeFileSync(
    join(folder, "docs/guide.md"),
    `${fence("bash", "exit 5")}${fence("bash", '--8<-- "ask.sh"')}`,
  );
  writeFileSync(join(folder, "docs/other.md"), fence("bash", "exit 6"));
  writeFileSync(join(folder, "docs/ask.sh"), "exit 7\n");
  writeFileSync(join(folder, "catalog.json"), JSON.stringify([{ id: "acme/Auk-1B" }]));
  writeFileSync(
    join(folder, "openapi.json"),
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "t", version: "1" },
      servers: [{ url: baseUrl }],
      paths: {},
    }),
  );
  writeFileSync(
    join(folder, "kluster-gen.config.json"),
    JSON.stringify({
      root: "docs",
      catalog: { sources: [{ file: "catalog.json" }], fields: { id: { path: "id" } } },
      capabilities: [{ name: "text", templates: "text" }],
      verify: { api: "openapi.json", fences: ["guide.md"] },
    }),
  );
  const { code, out } = await commandWith(
    newEnvironment(),
    "verify",
    "--config",
    join(folder, "kluster-gen.config.json"),
    "--format",
    "json",
  );
  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject({
    snippets: [
      { path: "guide.md", line: 1, why: ["It ended with exit code 5."] },
      { path: "ask.sh", why: ["It ended with exit code 7."] },
    ],
    summary: { passed: 0, failed: 2, notRun: 0 },
  });
});
