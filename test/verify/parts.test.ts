import { describe, expect, test } from "vitest";
import { packagesOf } from "../../src/verify/toolchains.ts";
import { redirectOf } from "../../src/verify/redirect.ts";
import { readOptions } from "../../src/cli/options.ts";
import { loadText, openapi, valueOf } from "../unit/generators/api/support.ts";

const apiWith = async (...urls: readonly string[]) =>
  valueOf(await loadText(openapi({ servers: urls.map((url) => ({ url })), paths: {} })));

describe("where the API's address leads", () => {
  test.each([
    ["the first server", ["https://a.example"], undefined, { from: "https://a.example", path: "" }],
    [
      "a server with a path",
      ["https://a.example/v1/"],
      undefined,
      { from: "https://a.example/v1", path: "" },
    ],
    [
      "a base URL below a server",
      ["https://a.example"],
      "https://a.example/v1",
      { from: "https://a.example/v1", path: "/v1" },
    ],
    [
      "a base URL at a server",
      ["https://a.example/v1"],
      "https://a.example/v1",
      { from: "https://a.example/v1", path: "" },
    ],
    [
      "the longest server counts",
      ["https://a.example", "https://a.example/v1"],
      "https://a.example/v1/x",
      { from: "https://a.example/v1/x", path: "/x" },
    ],
    [
      "a base URL that no server has",
      ["https://b.example"],
      "https://a.example/v1",
      { from: "https://a.example/v1", path: "/v1" },
    ],
    [
      "a server with a variable doesn't count",
      ["https://{host}/v1"],
      "https://a.example/v1",
      { from: "https://a.example/v1", path: "/v1" },
    ],
  ])("%s", async (_, servers, baseUrl, want) => {
    expect(redirectOf(await apiWith(...servers), baseUrl, "config")).toMatchObject({ ok: true, value: want });
  });

  test("no server and no base URL is a problem", async () => {
    expect(redirectOf(await apiWith("/v1"), undefined, "config")).toMatchObject({
      ok: false,
      problems: [{ code: "verify-no-address", where: "config: verify" }],
    });
  });
});

test.each([
  ['import OpenAI from "openai";', ["openai"]],
  ["import OpenAI, { toFile } from 'openai';\nimport fs from \"node:fs\";", ["openai"]],
  ['import type { A } from "@scope/name/part";\nimport "./local.js";', ["@scope/name"]],
  ['import "dotenv/config";', ["dotenv"]],
  ['const { a } = await import("left-pad");', ["left-pad"]],
  ['const OpenAI = require("openai");', ["openai"]],
  ['console.log("imports from nowhere");', []],
])("the packages of %j", (text, want) => {
  expect(packagesOf(text)).toEqual(want);
});

test.each([
  [["verify", "--model", "acme/Auk-1B", "--changed", "--fresh"], true],
  [["plan", "--verify"], true],
  [["apply", "--verify"], true],
  [["verify", "acme/Auk-1B"], false],
  [["verify", "--verify"], false],
  [["explain", "x", "--verify"], false],
  [["plan", "--changed"], false],
  // A saved plan says nothing about models and capabilities: it is verified when it is made.
  [["apply", "plan.json", "--verify"], false],
])("the command line %j", (argv, allowed) => {
  expect(readOptions(argv).ok).toBe(allowed);
});
