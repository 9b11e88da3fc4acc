/** Eight ways to break a page's program in each of nine languages, each with what `verify` says of it. */
import { beforeAll, describe, expect, test } from "vitest";
import { unmarked } from "../../src/verify/fences/marks.ts";
import type { Verdict } from "../../src/verify/types.ts";
import { findProgram } from "../../src/io/verify/tools.ts";
import { baseUrl, path, subjectOf, verdictsOf } from "./support.ts";

const url = `${baseUrl}/chat/completions`;
const body = '{"model": "acme/Auk-1B", "messages": [{"role": "user", "content": "hi"}]}';
const node = `const answer = await fetch("${url}", {
  method: "POST",
  headers: { "Authorization": "Bearer " + process.env.API_KEY, "Content-Type": "application/json" },
  body: '${body}',
});
if (!answer.ok) throw new Error(await answer.text());
console.log(await answer.text());`;

/** A right program in each language, by the tool that it needs. */
const programs: readonly (readonly [language: string, tool: string, text: string])[] = [
  [
    "bash",
    "curl",
    `curl --silent --fail-with-body ${url} \\
  --header "Authorization: Bearer $API_KEY" --header "Content-Type: application/json" --data '${body}'`,
  ],
  [
    "python",
    "python3",
    `import os, urllib.request
headers = {"Authorization": "Bearer " + os.environ["API_KEY"], "Content-Type": "application/json"}
request = urllib.request.Request("${url}", data=b'${body}', headers=headers)
answer = urllib.request.urlopen(request)
print(answer.read().decode())`,
  ],
  ["javascript", "node", node],
  ["typescript", "node", node.replace("const answer =", "const answer: Response =")],
  [
    "go",
    "go",
    `package main

import ("fmt"; "io"; "net/http"; "os"; "strings")

func main() {
	request, _ := http.NewRequest("POST", "${url}", strings.NewReader(\`${body}\`))
	request.Header.Set("Authorization", "Bearer "+os.Getenv("API_KEY"))
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil || answer.StatusCode != 200 {
		os.Exit(1)
	}
	text, _ := io.ReadAll(answer.Body)
	fmt.Println(string(text))
}`,
  ],
  [
    "java",
    "javac",
    `import java.net.URI;
import java.net.http.*;

public class Main {
  public static void main(String[] args) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("${url}"))
        .header("Authorization", "Bearer " + System.getenv("API_KEY"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("""
            ${body}
            """)).build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) System.exit(1);
    System.out.println(answer.body());
  }
}`,
  ],
  [
    "ruby",
    "ruby",
    `require "net/http"
headers = { "Authorization" => "Bearer " + ENV["API_KEY"], "Content-Type" => "application/json" }
answer = Net::HTTP.post(URI("${url}"), '${body}', headers)
answer.value
puts answer.body`,
  ],
  [
    "php",
    "php",
    `<?php
$headers = ["Authorization: Bearer " . getenv("API_KEY"), "Content-Type: application/json"];
$options = ["method" => "POST", "header" => implode("\\r\\n", $headers), "content" => '${body}'];
$answer = file_get_contents("${url}", false, stream_context_create(["http" => $options]));
if ($answer === false) exit(1);
echo $answer;`,
  ],
  [
    "rust",
    "rustc",
    `use std::process::{exit, Command};

fn main() {
    let key = format!("Authorization: Bearer {}", std::env::var("API_KEY").unwrap());
    let answer = Command::new("curl")
        .args(["--silent", "--fail-with-body", "${url}", "--header", &key])
        .args(["--header", "Content-Type: application/json", "--data", r#"${body}"#])
        .status().unwrap();
    exit(answer.code().unwrap());
}`,
  ],
];

/** What is replaced by what, and what one of the reasons says. */
const mutations: readonly (readonly [what: string, from: string, to: string, why: RegExp])[] = [
  ["a wrong field", '"messages"', '"message"', /body must have required property 'messages'/],
  ["a wrong header", "Authorization", "Authorisation", /no bearer token/],
  ["a wrong content type", "application/json", "text/plain", /content type "text\/plain" is not one of/],
  ["another model", "acme/Auk-1B", "acme/Heron-8B", /names the model "acme\/Heron-8B"/],
  ["a wrong path", "chat/completions", "chat/completion", /no operation POST \/v1\/chat\/completion\.$/m],
  ["a wrong role", '"user"', '"customer"', /body\/messages\/0/],
  ["an unread stream", '"messages"', '"stream": true, "messages"', /doesn't print what the stream brings/],
];

/** What reads an answer is taken out where the stream is to go unread. */
const unread = (text: string): string =>
  text
    .replace("curl --silent", "curl --silent --output /dev/null")
    .replace('["--silent",', '["--silent", "--output", "/dev/null",')
    .replace(/^.*(?:print\(a|console\.log|io\.ReadAll|fmt\.Println|out\.println|puts |echo ).*$/gm, "")
    .replace('"fmt"; "io"; ', "");

const mutants = programs.flatMap(([language, tool, text]) =>
  mutations.map(([what, from, to, why]) => {
    const changed = text.replace(from, to);
    const made = what === "an unread stream" ? unread(changed) : changed;
    return { name: `${language}: ${what}`, language, tool, text: made, isChanged: changed !== text, why };
  }),
);

/** Each error that is ignored: it shows where the page says what its code must do, and nowhere else. */
const ignored = programs.map(([language, tool, text], index) => {
  const must = index % 2 === 0 ? ("retry-once" as const) : ("retry-error" as const);
  const why = /doesn't ask again after a (?:429|500)/;
  return { name: `${language}: an ignored error`, language, tool, text, must, why };
});

describe("a page's program", () => {
  let verdicts: ReadonlyMap<string, Verdict> = new Map();
  beforeAll(async () => {
    const right = programs.map(([language, , text]) => subjectOf(text, { path: language, language }));
    const broken = mutants.map(({ name, language, text }) => subjectOf(text, { path: name, language }));
    const careless = ignored.map(({ name, language, text, must }) =>
      subjectOf(text, { path: name, language, fence: { marks: { ...unmarked, must }, shown: undefined } }),
    );
    verdicts = new Map(
      (await verdictsOf([...right, ...broken, ...careless], { baseUrl })).map((each) => [each.path, each]),
    );
  }, 300_000);

  const canRun = (tool: string): boolean => findProgram(tool, path) !== undefined;
  const titled = (name: string, tool: string): string =>
    canRun(tool) ? name : `${name} (NOT RUN, ${tool} is missing)`;

  test("is broken in sixty ways, or more", () => {
    expect(mutants.every(({ isChanged }) => isChanged)).toBe(true);
    expect(mutants.length + ignored.length).toBeGreaterThanOrEqual(60);
  });

  test.each(programs.map(([language, tool]) => ({ title: titled(language, tool), language, tool })))(
    "$title passes unbroken",
    ({ language, tool }) => {
      const { result, why, output } = verdicts.get(language) ?? {};
      expect({ result, said: [...(why ?? []), output].join("\n") }).toMatchObject({
        result: canRun(tool) ? "passed" : "not run",
      });
    },
  );

  test.each([...mutants, ...ignored].map((each) => ({ ...each, title: titled(each.name, each.tool) })))(
    "caught: $title",
    ({ name, tool, why }) => {
      const found = verdicts.get(name);
      expect(found?.result).toBe(canRun(tool) ? "failed" : "not run");
      if (canRun(tool)) expect(found?.why.join("\n")).toMatch(why);
    },
  );
});
