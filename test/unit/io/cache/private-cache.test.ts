import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openPrivateCache } from "../../../../src/io/cache/private-cache.ts";
import { emptyFolder } from "../../../support/hostile/interpreters.ts";

const kept = () => {
  const home = emptyFolder();
  const cache = openPrivateCache({ XDG_CACHE_HOME: home });
  cache?.write("key", Buffer.from("compiled code"));
  const folder = join(home, "kluster-gen/private");
  const [name = ""] = readdirSync(folder);
  return { cache, folder, file: join(folder, name) };
};

test("what was written is read, by its own key", () => {
  const { cache } = kept();
  expect(cache?.read("key")?.toString()).toBe("compiled code");
  expect(cache?.read("other")).toBeUndefined();
});

test.each<[what: string, spoil: (bytes: Buffer) => Buffer]>([
  ["was cut short", (bytes) => bytes.subarray(0, -1)],
  ["has a byte too many", (bytes) => Buffer.concat([bytes, Buffer.from(" ")])],
  ["has another byte", (bytes) => Buffer.from(bytes.toString("latin1").replace("code", "c0de"), "latin1")],
  ["has another seal", (bytes) => Buffer.concat([Buffer.alloc(64, "0"), bytes.subarray(64)])],
  ["is empty", () => Buffer.alloc(0)],
])("a file that %s isn't used", (_, spoil) => {
  const { cache, file } = kept();
  writeFileSync(file, spoil(readFileSync(file)));
  expect(cache?.read("key")).toBeUndefined();
});

test.skipIf(process.getuid === undefined)("a folder that others may write to isn't used", () => {
  const { folder } = kept();
  chmodSync(folder, 0o777);
  expect(openPrivateCache({ XDG_CACHE_HOME: join(folder, "../..") })).toBeUndefined();
});

test("nothing is kept where the cache is switched off", () => {
  expect(openPrivateCache({ XDG_CACHE_HOME: emptyFolder(), KLUSTER_GEN_NO_CACHE: "1" })).toBeUndefined();
});
