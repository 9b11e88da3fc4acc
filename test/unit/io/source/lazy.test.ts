import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { fileSource, reading, urlSource } from "./reading.ts";

const loads = vi.hoisted(() => ({ http: 0 }));
vi.mock("../../../../src/io/http/http.ts", async (original) => {
  loads.http++;
  return await original();
});

const folder = mkdtempSync(join(tmpdir(), "sources-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("network code is loaded for a URL that is asked, and only then", async () => {
  const path = join(folder, "catalog.json");
  writeFileSync(path, "{}");
  const url = urlSource("https://example.com/");
  await reading([fileSource(path), url]);
  expect(loads.http).toBe(0);
  await reading([url], { fetch: () => Promise.resolve(new Response("{}")) });
  expect(loads.http).toBe(1);
});
