/** Programs that ask the API's own host, and no other: the mock answers with a certificate made for the run. */
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Verdict } from "../../src/verify/types.ts";
import { findProgram } from "../../src/io/verify/tools.ts";
import { emptyFolder } from "../support/hostile/interpreters.ts";
import { baseUrl, newEnvironment, path, subjectOf, verdictsOf } from "./support.ts";

const body = '{"model": "acme/Auk-1B", "messages": [{"role": "user", "content": "hi"}]}';

/** The host stands apart from the path, so that no address in the text is the API's. */
const rows: readonly (readonly [what: string, language: string, tool: string, text: string])[] = [
  [
    "curl told in a file",
    "bash",
    "curl",
    `host=api.example.com
curl --silent --fail-with-body --config - <<END
url = "https://$host/v1/chat/completions"
header = "Authorization: Bearer $API_KEY"
header = "Content-Type: application/json"
data-raw = ${JSON.stringify(body)}
END`,
  ],
  [
    "Go's net/http",
    "go",
    "go",
    `package main

import ("log"; "net/http"; "os"; "strings")

const host = "api.example.com"

func main() {
	request, _ := http.NewRequest("POST", "https://"+host+"/v1/chat/completions", strings.NewReader(\`${body}\`))
	request.Header.Set("Authorization", "Bearer "+os.Getenv("API_KEY"))
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil || answer.StatusCode != 200 {
		log.Fatal(answer, err)
	}
}`,
  ],
  [
    "Ruby's Net::HTTP",
    "ruby",
    "ruby",
    `require "net/http"
headers = { "Authorization" => "Bearer " + ENV["API_KEY"], "Content-Type" => "application/json" }
Net::HTTP.start("api.example.com", 443, use_ssl: true) do |http|
  http.post("/v1/chat/completions", '${body}', headers).value
end`,
  ],
  [
    "Java's HttpClient",
    "java",
    "keytool",
    `import java.net.URI;
import java.net.http.*;

class Ask {
  public static void main(String[] args) throws Exception {
    String host = "api.example.com";
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + host + "/v1/chat/completions"))
      .header("Authorization", "Bearer " + System.getenv("API_KEY"))
      .header("Content-Type", "application/json")
      .POST(HttpRequest.BodyPublishers.ofString(${JSON.stringify(body)}))
      .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) System.exit(1);
  }
}`,
  ],
];

const there = (...tools: readonly string[]): boolean => tools.every((tool) => findProgram(tool, path));

describe("the API's own host", () => {
  let verdicts: ReadonlyMap<string, Verdict> = new Map();
  beforeAll(async () => {
    const subjects = rows.flatMap(([what, language, , text]) => [
      subjectOf(text, { path: what, language }),
      subjectOf(text.replaceAll("Auk", "Emu"), { path: `${what} wrong`, language }),
      subjectOf(text.replaceAll("api.example.com", "api.example.org"), {
        path: `${what} elsewhere`,
        language,
      }),
    ]);
    verdicts = new Map((await verdictsOf(subjects, { baseUrl })).map((each) => [each.path, each]));
  });

  test.each(
    rows.map(([what, , tool]) => {
      const canRun = there(tool, "openssl");
      return { what, canRun, title: canRun ? what : `${what} (NOT RUN, ${tool} or openssl is missing)` };
    }),
  )("$title reaches the mock, and no other host", ({ what, canRun }) => {
    const whyOf = (name: string): string =>
      canRun ? (verdicts.get(name)?.why.join("\n") ?? "no verdict") : "";
    expect(whyOf(what)).toBe("");
    expect(whyOf(`${what} wrong`)).toMatch(canRun ? 'The model "acme/Emu-1B" does not exist' : "");
    expect(whyOf(`${what} elsewhere`)).toMatch(canRun ? "asked for api.example.org:443, which isn't" : "");
  });
});

test("without openssl, it is not run, with that reason; another host is told all the same", async () => {
  const folder = join(emptyFolder(), "bin");
  mkdirSync(folder);
  for (const name of ["bash", "curl", "sh", "cat", "env"])
    symlinkSync(findProgram(name, path) ?? "", join(folder, name));
  const [own, other] = ["api.example.com", "api.example.org"].map((host) =>
    subjectOf((rows[0]?.[3] ?? "").replaceAll("api.example.com", host), { path: host }),
  );
  if (own === undefined || other === undefined) throw new Error("no rows");
  const made = await verdictsOf([own, other], { baseUrl }, { ...newEnvironment(), PATH: folder });
  expect(made.map(({ result, why }) => [result, why[0]])).toEqual([
    [
      "not run",
      "It asks api.example.com:443, for which the mock needs a certificate: openssl isn't installed.",
    ],
    ["failed", "It asked for api.example.org:443, which isn't the API's address."],
  ]);
});
