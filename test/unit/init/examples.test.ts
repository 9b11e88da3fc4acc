import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { commandIn } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

const ids = ["acme/heron-70b", "acme/swift-8b", "acme/teal-9b"];

const table = (models: readonly string[]): string =>
  ["| Model |", "|---|", ...models.map((id) => `| \`${id}\` |`)].join("\n");

const catalogOf = (models: readonly string[]): string =>
  JSON.stringify({ data: models.map((id) => ({ id })) });

const example = (id: string): string => `\`\`\`python\nclient.ask(model="${id}")\n\`\`\`\n`;

test("where examples name a model that left is told after init, and a row that goes isn't told as one", async () => {
  const folder = emptyFolder();
  const files = {
    "catalog.json": catalogOf(ids),
    "docs/models.md": `# Models\n\n${table(ids)}\n\n${example("acme/teal-9b")}`,
    "docs/blog/2026-01-02-teal.md": `# Teal is here\n\n${example("acme/teal-9b")}`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const init = await commandIn(folder, "init");
  expect([init.code, init.err], init.out).toEqual([0, ""]);
  expect(readFileSync(join(folder, "kluster-onboard.config.ts"), "utf8")).toContain(
    'mentions: { pages: ["**/*.md"], ignore: ["blog/**"] }',
  );
  writeFileSync(join(folder, "catalog.json"), catalogOf(ids.slice(0, 2)));
  const plan = await commandIn(folder, "plan", "--verbose", "--accept-catalog");
  expect(plan.out).toContain("      - acme/teal-9b in the page");
  expect(plan.out).toContain("      = line 10: acme/teal-9b, stays: the model left the catalog");
  expect(plan.out).toContain("Kept as people wrote it although it differs: 1 mention.");
});
