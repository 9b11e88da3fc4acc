/** How much of a client a program carries that uses one group of its operations. */
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test, vi } from "vitest";
import { hasRealDocument, loadRealApi } from "../unit/verify/mock/support.ts";
import { generate, writeOut } from "./support.ts";

vi.setConfig({ testTimeout: 60_000 });

const entryFor = (group: string): string => `
import { createApi, ${group} } from "./names.js";
globalThis.used = ${group}(createApi({ apiKey: "k" }, "https://api.example.com"));`;
const namesFor = (group: string): string =>
  `export { ${group} } from "./client.js"; export { createApi } from "./runtime/index.js";`;

const groups = ["batches", "chatCompletions", "embeddings", "files", "fineTuningJobs", "models", "uploads"];
const rows = groups.flatMap((group) => [
  { group, validators: false, most: 6 },
  { group, validators: true, most: 10 },
]);

test.runIf(hasRealDocument).each(rows)(
  "$group, validators: $validators, is at most $most KB gzipped",
  async ({ group, validators, most }) => {
    const files = await generate(await loadRealApi(), { validators });
    const [folder, remove] = writeOut(
      new Map([
        ...files,
        ["entry.ts", entryFor(group)],
        ["names.ts", namesFor(group)],
        ["package.json", '{ "type": "module", "sideEffects": false }'],
      ]),
    );
    try {
      const made = await build({
        entryPoints: [join(folder, "entry.ts")],
        bundle: true,
        minify: true,
        splitting: true,
        format: "esm",
        platform: "browser",
        outdir: join(folder, "out"),
        write: false,
      });
      const text = new Map(made.outputFiles.map((file) => [basename(file.path), file]));
      // A bundler writes the modules of other groups too, which nothing here loads.
      const loaded = new Set(["entry.js"]);
      for (const name of loaded)
        for (const [, next = ""] of (text.get(name)?.text ?? "").matchAll(/["']\.\/([\w-]+\.js)["']/g))
          loaded.add(next);
      const bytes = [...loaded].reduce(
        (sum, name) => sum + gzipSync(text.get(name)?.contents ?? "").length,
        0,
      );
      expect(text.size).toBeGreaterThanOrEqual(loaded.size);
      expect(bytes).toBeGreaterThan(1000);
      expect(bytes / 1024).toBeLessThanOrEqual(most);
    } finally {
      remove();
    }
  },
);

test.runIf(!hasRealDocument)("NOT RUN, ../shared is missing: the size of one group", () => undefined);
