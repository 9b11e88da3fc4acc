/** `verify --live` asks a stand-in for the service: what it is asked, within which limits, and what is said of its answers. */
import { resolve } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { askLive, type Probe } from "../../src/verify/run-live.ts";
import { verify } from "../../src/verify/run.ts";
import { type Service, startService } from "../support/service.ts";
import { askingBash, baseUrl, newEnvironment, settingsWith, subjectOf } from "./support.ts";

const servers: (() => void)[] = [];
afterEach(() => {
  for (const close of servers.splice(0)) close();
});

const standIn = async (status: number, text: string): Promise<Service> => {
  const service = await startService(status, text);
  servers.push(service.close);
  return service;
};

const good = JSON.stringify({ choices: [], usage: { total_tokens: 30 } });
const secret = "sk-live-secret";
const env = { ...newEnvironment(), LIVE_KEY: secret };
const live = { key: "LIVE_KEY", requests: 20, tokens: 20_000 };
const how = { file: "config", env, timeoutMs: 5_000, signal: undefined };

const probe = (url: string, more: Partial<Probe["subject"]> = {}): Probe => ({
  subject: subjectOf("", more),
  url: `${url}/chat/completions`,
  body: { model: more.model ?? "acme/Auk-1B", messages: [] },
});

const linesOf = (made: Awaited<ReturnType<typeof askLive>>) =>
  made.ok
    ? made.value.map(({ model, kind, result, why }) => [model, kind, result, ...why].join(" "))
    : made.problems.map(({ code }) => code);

describe("verify --live", () => {
  test("asks once for each model and kind, what the snippet asked of the mock, with the key of the environment", async () => {
    const { asked, url } = await standIn(200, good);
    const probes: Probe[] = [];
    const subjects = [
      subjectOf(askingBash().replaceAll(baseUrl, url)),
      subjectOf(askingBash().replaceAll(baseUrl, url), { path: "twin.md" }),
      subjectOf(askingBash().replaceAll(baseUrl, url).replace("Auk-1B", "Heron-8B"), {
        path: "z.md",
        model: "acme/Heron-8B",
      }),
    ];
    const settings = settingsWith({ baseUrl: url, api: resolve("examples/openapi.yaml") });
    const documentation = {
      folder: resolve("."),
      file: "config",
      models: ["acme/Auk-1B", "acme/Heron-8B"],
      settings,
    };
    const mocked = await verify(
      documentation,
      subjects,
      { env, version: "0" },
      { fresh: true, probe: (each) => probes.push(each) },
    );
    expect(mocked).toMatchObject({ ok: true });
    expect(asked).toEqual([]);
    expect(linesOf(await askLive(probes, live, how))).toEqual([
      "acme/Auk-1B real-time passed",
      "acme/Heron-8B real-time passed",
    ]);
    expect(asked.map((each) => [each.url, each.headers.authorization, each.body])).toEqual(
      ["acme/Auk-1B", "acme/Heron-8B"].map((model) => [
        "/v1/chat/completions",
        `Bearer ${secret}`,
        JSON.stringify({ model, messages: [{ role: "user", content: "hi" }], max_tokens: 64 }),
      ]),
    );
  });

  test.each<readonly [what: string, limit: Partial<typeof live>, want: readonly string[]]>([
    ["requests", { requests: 1 }, ["a k passed", "b k not run The limit of 1 requests is reached."]],
    ["tokens", { tokens: 100 }, ["a k passed", "b k not run The limit of 100 tokens would be passed."]],
    ["nothing", {}, ["a k passed", "b k passed"]],
  ])("is limited by %s", async (_, limit, want) => {
    const { asked, url } = await standIn(200, good);
    const probes = ["a", "b"].map((model) => probe(url, { model, kind: "k", path: model }));
    expect(linesOf(await askLive(probes, { ...live, ...limit }, how))).toEqual(want);
    expect(asked.length).toBe(want.filter((line) => line.endsWith("passed")).length);
  });

  test.each([
    [404, '{"error": {"message": "no such model"}}', "The service answered 404."],
    [302, "", "The service answered 302."],
    [401, `{"error": "bad key ${secret}"}`, "The service answered 401."],
  ])("tells a %i, and not the key", async (status, text, why) => {
    const { url } = await standIn(status, text);
    const made = await askLive([probe(url)], live, how);
    expect(linesOf(made)).toEqual([`acme/Auk-1B real-time failed ${why}`]);
    expect(JSON.stringify(made)).not.toContain(secret);
  });

  test("tells a service that isn't there", async () => {
    expect(linesOf(await askLive([probe("http://127.0.0.1:9")], live, how))).toEqual([
      expect.stringMatching(/failed The service gave none: /),
    ]);
  });

  test.each([
    ["verify-live-key", "https://api.example.com/v1", { ...how, env: {} }],
    ["verify-live-address", "http://api.example.com/v1", how],
  ])("asks nothing: %s", async (code, url, given) => {
    expect(linesOf(await askLive([probe(url)], live, given))).toEqual([code]);
  });
});
