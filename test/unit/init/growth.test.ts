import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandIn } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

/** A site with a page and a table for each provider, eight models each. */
const siteWith = (tables: number): string => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  const providers = Array.from({ length: tables }, (_, at) => `bird${String(at).padStart(3, "0")}`);
  const data = providers.flatMap((provider, at) =>
    Array.from({ length: 8 }, (_, model) => ({
      id: `${provider}/wing-${model}`,
      name: `Wing ${at} ${model}`,
      provider,
      context_length: [8192, 32768, 131072][(at + model) % 3],
      price: (model % 5) / 10,
    })),
  );
  writeFileSync(join(folder, "catalog.json"), JSON.stringify({ data }));
  for (const provider of providers) {
    const rows = data
      .filter((model) => model.provider === provider)
      .map(
        ({ id, name, context_length: context, price }) => `| ${name} | \`${id}\` | ${context} | $${price} |`,
      );
    const table = ["| Model | ID | Context | Price |", "|---|---|---|---|", ...rows];
    writeFileSync(
      join(folder, "docs", `${provider}.md`),
      `# ${provider}\n\n## Models\n\n${table.join("\n")}\n`,
    );
  }
  return folder;
};

const secondsFor = async (tables: number): Promise<number> => {
  const folder = siteWith(tables);
  const started = process.cpuUsage();
  const { code, out } = await commandIn(folder, "init", "--catalog", "catalog.json");
  const { user, system } = process.cpuUsage(started);
  expect([code, out.split("\n")[1]]).toEqual([0, `Read ${tables} .md files, with ${tables} tables.`]);
  return (user + system) / 1e6;
};

test("a site with four times the tables and models takes about four times as long, far from sixteen", async () => {
  await secondsFor(10);
  const small = await secondsFor(45);
  expect((await secondsFor(180)) / small).toBeLessThan(6);
});
