import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { configReference, smallConfig } from "../../../src/model/manual.ts";

test.each([
  [configReference, "A key with `*` is required."],
  [smallConfig, "export default defineConfig({"],
])("messages point to %s, which is in the package and holds what they say", (path, held) => {
  expect(readFileSync(path.replace("node_modules/kluster-gen/", ""), "utf8")).toContain(held);
});
