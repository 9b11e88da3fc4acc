import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { config, kg, project, site } from "../support/packed.ts";
import { type Service, startService } from "../support/service.ts";

const own = {
  ...config,
  snippets: [
    { kind: "real-time", language: "bash", path: "code/{slug}.md" },
    { kind: "real-time", language: "typescript", path: "code/{slug}.ts" },
  ],
  sections: [],
  templates: "templates",
  verify: { api: "openapi.yaml", baseUrl: "https://api.example.org/v1" },
};

const typescript = `const answer = await fetch(<%= it.vars.baseUrl + "/chat/completions" %>, {
  method: "POST",
  headers: { Authorization: \`Bearer \${process.env.API_KEY}\`, "Content-Type": "application/json" },
  body: JSON.stringify({ model: <%= it.id %>, messages: [{ role: "user", content: "hi" }] as const }),
});
console.log(await answer.json());
`;

test("the installed command brings all that runs snippets", async () => {
  const folder = project({
    ...site,
    "kluster-onboard.config.json": own,
    "templates/real-time/text/typescript.ejs": typescript,
    "openapi.yaml": readFileSync("examples/openapi.yaml", "utf8"),
  });
  const env = { XDG_CACHE_HOME: join(folder, "cache") };
  expect(await kg(folder, ["apply", "--verify"], env)).toMatchObject({ code: 0 });
  const { code, out, err } = await kg(folder, ["verify", "--fresh"], env);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/ passed +real-time\/bash +code\/auk-1b\.md\n/);
  expect(out).toMatch(/ passed +real-time\/typescript +code\/wren-2b\.ts\n/);
  expect(out).toContain("Verify: 4 passed, 0 failed, 0 not run.\n");
});

describe("verify --live asks a service that stands in for the real one", () => {
  const secret = "sk-live-secret";
  const answer = JSON.stringify({ choices: [], usage: { total_tokens: 30 } });
  const limitOf = (what: string): string => `not run  real-time/bash  code/wren-2b.md  The limit of ${what}.`;
  let service: Service | undefined;
  afterEach(() => service?.close());

  type Row = {
    readonly what: string;
    readonly live?: object;
    readonly env?: Readonly<Record<string, string>>;
    readonly status?: number;
    readonly args?: readonly string[];
    readonly want: { readonly code: number; readonly asked: number; readonly said: readonly string[] };
  };
  test.each<Row>([
    {
      what: "once for each model and kind",
      want: { code: 0, asked: 2, said: ["code/auk-1b.md", "Verify: 2 passed, 0 failed, 0 not run."] },
    },
    {
      what: "with the key of another variable",
      live: { key: "LIVE_KEY" },
      env: { LIVE_KEY: secret },
      want: { code: 0, asked: 2, said: ["Verify: 2 passed, 0 failed, 0 not run."] },
    },
    {
      what: "never without a key",
      env: {},
      want: { code: 1, asked: 0, said: ["[verify-live-key]", "API_KEY isn't set."] },
    },
    {
      what: "within a limit of requests",
      live: { requests: 1 },
      want: { code: 0, asked: 1, said: [limitOf("1 requests is reached"), "1 passed, 0 failed, 1 not run"] },
    },
    {
      what: "within a limit of tokens",
      live: { tokens: 125 },
      want: { code: 0, asked: 1, said: [limitOf("125 tokens would be passed")] },
    },
    {
      what: "and tells what it refuses",
      status: 404,
      want: { code: 2, asked: 2, said: ["The service answered 404.", "0 passed, 2 failed, 0 not run"] },
    },
    {
      what: "and reports as JSON",
      args: ["--format", "json"],
      want: { code: 0, asked: 2, said: ['"passed": 2', '"path": "code/wren-2b.md"'] },
    },
    { what: "never without --live", args: [], want: { code: 0, asked: 0, said: ["4 passed"] } },
  ])("$what", async ({ what, live = {}, env = { API_KEY: secret }, status = 200, args = [], want }) => {
    service = await startService(status, answer);
    const folder = project({
      ...site,
      "kluster-onboard.config.json": {
        ...own,
        vars: { ...config.vars, baseUrl: service.url },
        verify: { ...own.verify, baseUrl: service.url, live },
      },
      "templates/real-time/text/typescript.ejs": typescript,
      "openapi.yaml": readFileSync("examples/openapi.yaml", "utf8"),
    });
    const all = { ...env, XDG_CACHE_HOME: join(folder, "cache") };
    expect(await kg(folder, ["apply"], all)).toMatchObject({ code: 0 });
    const asking = what.includes("without --live") ? [] : ["--live"];
    const { code, out, err } = await kg(folder, ["verify", ...asking, ...args], all);
    const said = want.said.filter((each) => !(out + err).includes(each));
    expect({
      code,
      asked: service.asked.length,
      missing: said,
      text: said.length > 0 ? out + err : "",
    }).toEqual({
      ...{ code: want.code, asked: want.asked, missing: [], text: "" },
    });
    expect(out + err).not.toContain(secret);
    for (const { url, headers, body } of service.asked) {
      expect([url, headers.authorization]).toEqual(["/v1/chat/completions", `Bearer ${secret}`]);
      expect(body).toMatch(/"model":"acme\/(?:Auk-1B|Wren-2B)".*"max_tokens":64/);
    }
  });
});
