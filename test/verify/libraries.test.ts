/** Libraries that pages ask the API with, each told the mock's address in its own way. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Verdict } from "../../src/verify/types.ts";
import { emptyFolder } from "../support/hostile/interpreters.ts";
import { baseUrl, path, subjectOf, together, verdictsOf } from "./support.ts";

const url = `${baseUrl}/chat/completions`;
const head = `{"Authorization": "Bearer " + os.environ["API_KEY"]}`;
const body = `{"model": "acme/Auk-1B", "messages": [{"role": "user", "content": "hi"}]}`;

const python: Readonly<Record<string, string>> = {
  httpx: `import os, httpx\nprint(httpx.post("${url}", headers=${head}, json=${body}).raise_for_status().text)`,
  "httpx async": `import os, asyncio, httpx
async def main():
    async with httpx.AsyncClient(base_url="${baseUrl}") as client:
        print((await client.post("/chat/completions", headers=${head}, json=${body})).raise_for_status().text)
asyncio.run(main())`,
  requests: `import os, requests\nanswer = requests.post("${url}", headers=${head}, json=${body})\nanswer.raise_for_status()\nprint(answer.text)`,
  aiohttp: `import os, asyncio, aiohttp
async def main():
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        async with session.post("${url}", headers=${head}, json=${body}) as answer:
            print(await answer.text())
asyncio.run(main())`,
  "urllib.request": `import os, json, urllib.request
request = urllib.request.Request("${url}", data=json.dumps(${body}).encode(), headers={**${head}, "Content-Type": "application/json"})
print(urllib.request.urlopen(request).read())`,
  "openai async": `import os, asyncio
from openai import AsyncOpenAI
client = AsyncOpenAI(base_url="${baseUrl}", api_key=os.environ["API_KEY"])
print(asyncio.run(client.chat.completions.create(**${body})))`,
  "openai by its variables": `import os
os.environ.update(OPENAI_BASE_URL="${baseUrl}", OPENAI_API_KEY=os.environ["API_KEY"])
from openai import OpenAI
print(OpenAI().chat.completions.create(**${body}))`,
  langchain_openai: `import os
from langchain_openai import ChatOpenAI
print(ChatOpenAI(model="acme/Auk-1B", base_url="${baseUrl}", api_key=os.environ["API_KEY"]).invoke("hi").content)`,
};

const node: Readonly<Record<string, string>> = {
  fetch: `const answer = await fetch("${url}", {
  method: "POST",
  headers: { Authorization: \`Bearer \${process.env.API_KEY}\`, "Content-Type": "application/json" },
  body: JSON.stringify(${body}),
});
if (!answer.ok) throw new Error(await answer.text());
console.log(await answer.text());`,
  openai: `import OpenAI from "openai";
const client = new OpenAI({ baseURL: "${baseUrl}", apiKey: process.env.API_KEY });
console.log(await client.chat.completions.create(${body}));`,
};

const rows = [
  ...Object.entries(python).map(([name, text]) => ["python", name, text] as const),
  ...Object.entries(node).map(([name, text]) => ["javascript", name, text] as const),
];

/** The modules that Python doesn't find: all in one process, and without loading them. */
const findModules = `import importlib.util, sys
def is_there(name):
    return name == "" or is_there(name.rpartition(".")[0]) and importlib.util.find_spec(name) is not None
print(*(name for name in sys.argv[1:] if is_there(name)))`;

const moduleOf = (name: string): string => name.split(" ", 1)[0] ?? "";

const found: ReadonlySet<string> = new Set(
  String(
    spawnSync("python3", ["-c", findModules, ...[...Object.keys(python), "anthropic"].map(moduleOf)], {
      env: { ...process.env, PATH: path },
    }).stdout,
  ).split(/\s+/),
);

const isThere = (language: string, name: string): boolean =>
  language !== "python" || found.has(moduleOf(name));

const needed = (name: string): string =>
  isThere("python", name) ? name : `NOT RUN, the Python package ${name} is missing: ${name}`;

describe("a snippet that asks by", () => {
  let verdicts: ReadonlyMap<string, Verdict> = new Map();
  beforeAll(async () => {
    const subjects = rows.flatMap(([language, name, text]) => [
      subjectOf(text, { path: name, language }),
      subjectOf(text.replace("Auk", "Emu"), { path: `${name} wrong`, language }),
    ]);
    verdicts = new Map((await verdictsOf(subjects)).map((each) => [`${each.language} ${each.path}`, each]));
  });

  test.each(
    rows.map(([language, name]) => {
      const there = isThere(language, name);
      return { language, name, there, title: there ? name : `${name} (NOT RUN, it isn't installed)` };
    }),
  )("$language $title reaches the mock", ({ language, name, there }) => {
    const right = verdicts.get(`${language} ${name}`);
    const wrong = verdicts.get(`${language} ${name} wrong`);
    expect({ result: right?.result, why: there ? right?.why : [] }).toEqual({
      result: there ? "passed" : "not run",
      why: [],
    });
    expect(wrong?.result).toBe(there ? "failed" : "not run");
    if (there) expect(wrong?.why.join("\n")).toContain('The model "acme/Emu-1B" does not exist');
  });
});

/** An API that is asked as Anthropic's. */
const messagesApi = {
  openapi: "3.1.0",
  info: { title: "t", version: "1" },
  servers: [{ url: "https://api.example.com" }],
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "x-api-key" } } },
  paths: {
    "/v1/messages": {
      post: {
        requestBody: { content: { "application/json": { schema: { type: "object", required: ["model"] } } } },
        responses: {
          200: { description: "", content: { "application/json": { schema: { type: "object" } } } },
        },
      },
    },
  },
};

const client = `import os
from anthropic import Anthropic
client = Anthropic(base_url="https://api.example.com", api_key=os.environ["API_KEY"])
`;
const question = `model="acme/Auk-1B", messages=[{"role": "user", "content": "hi"}]`;

describe(needed("anthropic"), () => {
  const rows: readonly (readonly [what: string, text: string, why: RegExp])[] = [
    ["an answer", `print(client.messages.create(max_tokens=9, ${question}).content[0].text)`, /^$/],
    [
      "a stream",
      `with client.messages.stream(max_tokens=9, ${question}) as stream:
    for text in stream.text_stream:
        print(text, end="")`,
      /^$/,
    ],
    [
      "an unread stream",
      `client.messages.create(max_tokens=9, stream=True, ${question})`,
      /what the stream brings/,
    ],
    [
      "a tool",
      `tools = [{"name": "weather", "input_schema": {"type": "object", "properties": {}}}]
message = client.messages.create(max_tokens=9, tools=tools, tool_choice={"type": "any"}, ${question})
assert message.stop_reason == "tool_use"
print(next(block.name for block in message.content if block.type == "tool_use"))`,
      /^$/,
    ],
    [
      "another model",
      `client.messages.create(max_tokens=9, ${question.replace("Auk", "Emu")})`,
      /The model "?acme\/Emu-1B"? does not exist|model: acme\/Emu-1B/,
    ],
    ["no model", `client.messages.create(max_tokens=9, model=None, messages=[])`, /model/],
  ];
  const file = join(emptyFolder(), "openapi.json");
  writeFileSync(file, JSON.stringify(messagesApi));
  const verdictOn = together(
    rows.map(([path, text]) =>
      subjectOf(client + text, { path, language: "python", calls: ["post /v1/messages"] }),
    ),
    { api: file, baseUrl: "https://api.example.com" },
  );
  test.runIf(isThere("python", "anthropic")).each(rows)("%s", async (name, _, why) => {
    const made = await verdictOn(name);
    expect(made?.why.join("\n"), made?.output).toMatch(why);
  });
});
