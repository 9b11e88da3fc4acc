import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { usualMaxBytes } from "../../../../src/config/catalog-settings.ts";
import { fileSource, KEY, PASSWORD, reading, urlSource } from "./reading.ts";
import { deadUrl, serve } from "./servers.ts";

const folder = mkdtempSync(join(tmpdir(), "sources-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string | Uint8Array): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe("files", () => {
  const made = {
    good: () => file("good.json", '{"data":[]}'),
    bom: () => file("bom.json", "\uFEFF[]"),
    linked: () => {
      symlinkSync(made.good(), join(folder, "linked"));
      return join(folder, "linked");
    },
    missing: () => join(folder, "missing.json"),
    "below a file": () => join(made.good(), "x"),
    directory: () => {
      mkdirSync(join(folder, "directory"));
      return join(folder, "directory");
    },
    pipe: () => {
      execFileSync("mkfifo", [join(folder, "pipe")]);
      return join(folder, "pipe");
    },
    "endless device": () => "/dev/zero",
    "link to itself": () => {
      symlinkSync("round", join(folder, "round"));
      return join(folder, "round");
    },
    "name with NUL": () => "/tmp/a\0b",
    "too large": () => {
      truncateSync(file("large.json", ""), usualMaxBytes + 1);
      return join(folder, "large.json");
    },
    empty: () => file("empty.json", ""),
    "bad UTF-8": () => file("bad.json", new Uint8Array([0x22, 0xff, 0x22])),
    page: () => file("page.json", "<!DOCTYPE html>"),
    YAML: () => file("catalog.yaml", "data:\n  - id: a\n"),
    "two faults": () => file("two.json", '{"a":1e999,\n"a":1}'),
  };
  test.each<[keyof typeof made, string[]]>([
    ["good", []],
    ["bom", []],
    ["linked", []],
    ["missing", ["error catalog-file-missing"]],
    ["below a file", ["error catalog-file-missing"]],
    ["directory", ["error catalog-not-a-file"]],
    ["pipe", ["error catalog-not-a-file"]],
    ["endless device", ["error catalog-not-a-file"]],
    ["link to itself", ["error catalog-file-unreadable"]],
    ["name with NUL", ["error catalog-file-unreadable"]],
    ["too large", ["error catalog-too-large"]],
    ["empty", ["error catalog-empty"]],
    ["bad UTF-8", ["error catalog-encoding"]],
    ["page", ["error catalog-html"]],
    ["YAML", ["error json-syntax"]],
    ["two faults", ["error json-number", "error json-duplicate-key"]],
  ])("%s", async (name, codes) => {
    const got = await reading([fileSource(made[name]())]);
    expect(got.codes).toEqual(codes);
    // The user's own spelling, not the absolute path of this machine.
    expect(got.messages).not.toContain(folder);
    if (codes.length > 0) expect(got.messages).toMatch(/^the\/catalog\.json:/);
  });

  test.runIf(process.platform === "linux")("a file that says it is empty is read to its end", async () => {
    const got = await reading([fileSource("/proc/self/status")]);
    expect(got.messages).toMatch(/^the\/catalog\.json:1:1: This is not JSON: "Name"/);
  });

  test("a file of more bytes than its source may have is refused", async () => {
    const path = file("limited.json", '["a"]');
    expect((await reading([{ ...fileSource(path), maxBytes: 5 }])).codes).toEqual([]);
    expect((await reading([{ ...fileSource(path), maxBytes: 4 }])).codes).toEqual([
      "error catalog-too-large",
    ]);
  });

  test("the digest is of the bytes, and the label is the user's", async () => {
    const bytes = Buffer.from('\uFEFF{"id":"é"}\n');
    const got = await reading([fileSource(file("digest.json", bytes))]);
    expect(got.outcome).toEqual({
      ok: true,
      value: {
        value: { id: "é" },
        digest: createHash("sha256").update(bytes).digest("hex"),
        label: "the/catalog.json",
        bytes: bytes.length,
      },
      problems: [],
    });
  });
});

describe("the URL and the key are checked before anything is sent", () => {
  const never = (): Promise<Response> => Promise.reject(new Error("something was sent"));
  test.each<[string, string | undefined, string, string]>([
    [`https://me:${PASSWORD}@example.com/`, undefined, "catalog-url-credentials", "https://example.com/"],
    [`https://${PASSWORD}@example.com/`, undefined, "catalog-url-credentials", "https://example.com/"],
    [`https://me:${PASSWORD}@exa mple.com/`, undefined, "catalog-url-invalid", "catalog"],
    ["models.json", undefined, "catalog-url-invalid", "catalog"],
    ["http://example.com/", undefined, "catalog-url-scheme", "http://example.com/"],
    ["http://10.0.0.1/", undefined, "catalog-url-scheme", "http://10.0.0.1/"],
    ["http://localhost.example.com/", undefined, "catalog-url-scheme", "http://localhost.example.com/"],
    ["file:///etc/hostname", undefined, "catalog-url-scheme", "catalog"],
    ["https://example.com/", "NOT_SET", "catalog-key-missing", "https://example.com/"],
    ["https://example.com/", "EMPTY", "catalog-key-missing", "https://example.com/"],
    ["https://example.com/", "BROKEN", "catalog-key-invalid", "https://example.com/"],
  ])("%s with %s", async (url, authEnv, code, where) => {
    const got = await reading([urlSource(url, authEnv === undefined ? {} : { authEnv })], { fetch: never });
    expect(got.outcome.problems).toMatchObject([{ code, where }]);
    if (authEnv !== undefined) expect(got.messages).toContain(authEnv);
  });

  test.each(["http://127.0.0.1:PORT", "http://localhost:PORT", "HTTP://LocalHost:PORT/#x"])(
    "%s is loopback",
    async (url) => {
      const asked: string[] = [];
      const answer = (address: string | URL | Request): Promise<Response> => {
        asked.push(address instanceof Request ? address.url : String(address));
        return Promise.resolve(new Response("{}"));
      };
      expect((await reading([urlSource(url.replace("PORT", "1234"))], { fetch: answer })).codes).toEqual([]);
      expect(asked).toHaveLength(1);
    },
  );
});

test("an error that quotes the key or the URL is not quoted", async () => {
  const cause = new Error(`bad header: Bearer ${KEY}`);
  const leaky = (): Promise<Response> =>
    Promise.reject(new TypeError(`fetch failed: ?key=${PASSWORD}`, { cause }));
  const source = urlSource(`https://example.com/models?key=${PASSWORD}`, { authEnv: "API_KEY" });
  const got = await reading([source], { fetch: leaky });
  expect(got.codes).toEqual(["error catalog-network"]);
  expect(got.messages).toMatch(/^https:\/\/example\.com\/models…: /);
});

describe("an ordered list", () => {
  test("the first that answers wins, and the others are not asked", async () => {
    const { url, requests } = await serve((_, response) => response.end("{}"));
    const got = await reading([fileSource(file("first.json", "[1]")), urlSource(url)]);
    expect(got).toMatchObject({ value: [1], codes: [] });
    expect(requests).toEqual([]);
  });

  test("what failed before it comes along as warnings", async () => {
    const { url } = await serve((_, response) => response.end("<html>"));
    const sources = [urlSource(await deadUrl()), urlSource(url), fileSource(file("last.json", "[2]"))];
    const got = await reading(sources);
    expect(got).toMatchObject({ value: [2], codes: ["warning catalog-network", "warning catalog-html"] });
  });

  test("when all fail, all reasons are errors", async () => {
    const got = await reading([urlSource(await deadUrl()), fileSource(join(folder, "nowhere"))]);
    expect(got.codes).toEqual(["error catalog-network", "error catalog-file-missing"]);
  });

  test("an empty one is a problem", async () => {
    expect((await reading([])).codes).toEqual(["error catalog-no-source"]);
  });
});
