/** Operations of the API show the snippets of a kind as x-codeSamples: an overlay that is planned as all else is. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { applyOverlay } from "../../../generators/api/overlay.ts";
import type { JsonValue } from "../../../generators/api/json.ts";
import { command } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";
import { parsePlan } from "../../support/plan.ts";

const parseJson: (text: string) => JsonValue = JSON.parse;
let folder = "";
const chat = { "POST /v1/chat's": { kind: "chat" } };

const configure = (
  operations: object,
  more: object = {},
  ids: readonly string[] = ["acme/ant", "acme/bee"],
): void => {
  writeFileSync(join(folder, "catalog.json"), JSON.stringify(ids.map((id) => ({ id }))));
  writeFileSync(
    join(folder, "kluster-gen.config.json"),
    JSON.stringify({
      root: "docs",
      templates: "templates",
      catalog: { sources: [{ file: "catalog.json" }], fields: { id: { path: "id" } } },
      capabilities: [{ name: "text", templates: "text" }],
      snippets: ["python", "bash"].map((language) => ({
        kind: "chat",
        language,
        path: `{slug}.${language}`,
      })),
      codeSamples: { path: "samples.overlay.json", operations },
      ...more,
    }),
  );
};

const kg = (name: "apply" | "plan" | "check", ...words: readonly string[]) =>
  command(name, "--config", join(folder, "kluster-gen.config.json"), ...words);
const overlay = (): string => readFileSync(join(folder, "docs", "samples.overlay.json"), "utf8");
const planned = async () =>
  parsePlan((await kg("plan", "--format", "json")).out)
    .changes.filter(({ kind, action }) => kind === "samples" && action !== "keep")
    .map(({ action, path, models }) => ({ action, path, models }));

const path = "samples.overlay.json";
beforeEach(() => {
  folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  mkdirSync(join(folder, "templates", "chat", "text"), { recursive: true });
  for (const language of ["python", "bash"])
    writeFileSync(join(folder, "templates", "chat", "text", `${language}.ejs`), "ask <%= it.id %>\n");
  configure(chat);
});

test("the overlay has every language of the first model's snippets, and fits the operation", async () => {
  expect(await planned()).toEqual([{ action: "create", path, models: ["acme/ant"] }]);
  expect((await kg("apply", "--yes")).code).toBe(0);
  expect(await planned()).toEqual([]);
  expect(parseJson(overlay())).toMatchObject({
    overlay: "1.0.0",
    actions: [
      {
        target: "$.paths['/v1/chat\\'s']['post']",
        update: {
          "x-codeSamples": [
            { lang: "python", label: "acme/ant", source: 'ask "acme/ant"\n' },
            { lang: "bash", label: "acme/ant", source: "ask 'acme/ant'\n" },
          ],
        },
      },
    ],
  });
});

test("it follows catalog, templates and config", async () => {
  await kg("apply", "--yes");
  writeFileSync(join(folder, "templates", "chat", "text", "bash.ejs"), "please ask <%= it.id %>\n");
  expect(await planned()).toEqual([{ action: "update", path, models: ["acme/ant"] }]);
  await kg("apply", "--yes");
  expect(overlay()).toContain("please ask");
  configure({ "POST /v1/chat's": { kind: "chat", model: "acme/bee" } });
  await kg("apply", "--yes");
  expect(overlay()).toContain("acme/bee");
});

test("a saved plan may write it, and a hand edit is in the way", async () => {
  const saved = join(folder, "plan.json");
  await kg("plan", "--out", saved);
  expect((await kg("apply", saved, "--yes")).code).toBe(0);
  writeFileSync(join(folder, "docs", path), overlay().replaceAll("acme/ant", "acme/hand"));
  writeFileSync(join(folder, "templates", "chat", "text", "python.ejs"), "please ask <%= it.id %>\n");
  expect(await planned()).toEqual([{ action: "blocked", path, models: ["acme/ant"] }]);
});

test.each([
  [{ "POST /v1/chat": { kind: "chat", model: "acme/cat" } }, "samples-none"],
  [{ "POST /v1/chat": { kind: "chats" } }, "samples-none"],
  [{ "chat completions": { kind: "chat" } }, "config-"],
])("%j is told: %s", async (operations, code) => {
  configure(operations);
  expect((await kg("plan")).err).toContain(`[${code}`);
});

const api = {
  openapi: "3.1.0",
  info: { title: "Acme", version: "1" },
  paths: { "/v1/chat": { post: { responses: { 200: { description: "Answered." } } } } },
};
const verify = { api: "api.json" };

test.each<readonly [what: string, operation: string, more: object, text: string, want: string]>([
  ["one that it has", "POST /v1/chat", { verify }, JSON.stringify(api), ""],
  ["another path", "POST /v1/chats", { verify }, JSON.stringify(api), "Did you mean `POST /v1/chat`?"],
  ["another method", "DELETE /v1/chat", { verify }, JSON.stringify(api), "Did you mean `POST /v1/chat`?"],
  ["nothing that describes the API", "POST /v1/chats", {}, JSON.stringify(api), ""],
  ["a description that can't be read", "POST /v1/chats", { verify }, "{", ""],
])(
  "an operation that the API lacks is told by plan and check: %s",
  async (_, operation, more, text, want) => {
    writeFileSync(join(folder, "api.json"), text);
    configure({ [operation]: { kind: "chat" } }, more);
    for (const name of ["plan", "check"] as const) {
      const { err } = await kg(name);
      expect([name, err.includes("[samples-unknown-operation]")]).toEqual([name, want !== ""]);
      expect(err).toContain(want);
      if (want !== "") expect(err).toContain(`has no operation \`${operation}\``);
    }
  },
);

test("an overlay's reader finds the operation by it", async () => {
  await kg("apply", "--yes");
  const document = { paths: { "/v1/chat's": { post: { operationId: "chat" } } } };
  expect(await applyOverlay(document, parseJson(overlay()), path)).toMatchObject({
    problems: [],
    value: {
      paths: {
        "/v1/chat's": {
          post: { operationId: "chat", "x-codeSamples": [{ lang: "python" }, { lang: "bash" }] },
        },
      },
    },
  });
});
