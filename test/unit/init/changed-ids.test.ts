import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandIn } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

const models = ["Heron 70B", "Kite 12B", "Teal 9B", "Swift 8B", "Owl 24B", "Lark 1B"].map((name, index) => ({
  id: `acme/${name.toLowerCase().replace(" ", "-")}`,
  name,
  context: 8 * (index + 1),
}));
const table = (rows: readonly string[]): string =>
  `# Models\n\n| Model | ID | Notes | Context |\n|---|---|---|---|\n${rows.join("\n")}\n`;
const rowOf = ({ id, name, context }: (typeof models)[number], note: string): string =>
  `| ${name} | \`${id}\` | ${note} | ${context}k |`;

/** What people had written of a model when `init` adopted the documentation, and its ID changes. */
test("what people wrote in a row and behind an element stays, or is told", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  const catalog = (list: readonly object[]): void =>
    writeFileSync(join(folder, "catalog.json"), JSON.stringify(list));
  const write = (path: string, text: string): void => writeFileSync(join(folder, "docs", path), text);
  catalog(models);
  write("models.md", table(models.map((model, index) => rowOf(model, index === 0 ? "Ask sales" : ""))));
  const elements = models.map(
    ({ id, name, context }) => `  ${id}:\n    name: ${name}\n    context: ${context} # checked\n`,
  );
  write("models.yaml", `models:\n${elements.join("")}`);
  expect((await commandIn(folder, "init", "--catalog", "catalog.json")).code).toBe(0);
  const renamed = models.map((model, index) => (index === 0 ? { ...model, id: `${model.id}-v2` } : model));
  catalog(renamed);
  const { code, err } = await commandIn(folder, "apply", "--yes");
  expect([code, [...err.matchAll(/\[([a-z-]+)\]/g)].map(([, problem]) => problem).sort()]).toEqual([
    0,
    ["comment-gone", "gone-kept", "row-renewed"],
  ]);
  const text = readFileSync(join(folder, "docs/models.md"), "utf8");
  for (const row of [rowOf(models[0]!, "Ask sales"), rowOf(renamed[0]!, "")]) expect(text).toContain(row);
  catalog(models);
  expect((await commandIn(folder, "apply", "--yes")).code).toBe(0);
  expect(readFileSync(join(folder, "docs/models.md"), "utf8")).toBe(
    table(models.map((model, index) => rowOf(model, index === 0 ? "Ask sales" : ""))),
  );
});
