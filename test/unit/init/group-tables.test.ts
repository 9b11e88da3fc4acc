import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandIn } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

type Bird = { readonly id: string; readonly name: string; readonly family: string; readonly weight: number };

const birds = [
  ["Auks", "Puffin", 8],
  ["Auks", "Razorbill", 16],
  ["Gulls", "Herring Gull", 32],
  ["Gulls", "Kittiwake", 64],
  ["Terns", "Arctic Tern", 128],
] as const;
const bird = (family: string, name: string, weight: number): Bird => ({
  ...{ id: name.toLowerCase().replaceAll(" ", "-"), name, family: family.toLowerCase(), weight },
});
const first = birds.map(([family, name, weight]) => bird(family, name, weight));

type Part = { readonly family: string; readonly own: readonly Bird[]; readonly isNew: boolean };

const rst = ({ family, own, isNew }: Part): readonly string[] => [
  ...(isNew ? [] : [`.. _our-${family.toLowerCase()}:`, ""]),
  ...[`${family} we know`, "-".repeat(`${family} we know`.length), "", `.. list-table:: The ${family}`],
  ...["   :header-rows: 1", "", "   * - Bird", "     - ID", "     - Weight"],
  ...own.flatMap(({ id, name, weight }) => [`   * - ${name}`, `     - \`\`${id}\`\``, `     - ${weight} g`]),
  "",
];

const asciidoc = ({ family, own, isNew }: Part): readonly string[] => [
  ...(isNew ? [] : [`[#our-${family.toLowerCase()}]`]),
  ...[`== ${family} (${own.length})`, "", '[cols="2,2,1",options="header"]', "|===", "|Bird |ID |Weight"],
  ...own.flatMap(({ id, name, weight }) => ["", `|${name}`, `|\`${id}\``, `|${weight} g`]),
  ...["|===", ""],
];

const page = (write: typeof rst, all: readonly Bird[], head: readonly string[], foot: readonly string[]) => {
  const families = [...new Set(all.map(({ family }) => family))].sort();
  const parts = families.flatMap((each) => {
    const family = each.slice(0, 1).toUpperCase() + each.slice(1);
    const own = all.filter((other) => other.family === each);
    return write({ family, own, isNew: first.every((other) => other.family !== each) });
  });
  return [...head, "", ...parts, ...foot, ""].join("\n");
};

test.each<readonly [file: string, write: (all: readonly Bird[]) => string]>([
  ["birds.rst", (all) => page(rst, all, ["Birds", "====="], ["Getting help", "------------", "", "Ask."])],
  ["birds.adoc", (all) => page(asciidoc, all, ["= Birds"], ["== Getting help", "", "Ask."])],
])(
  "%s with a table under a heading for each family: the next one gets a table as well",
  async (file, write) => {
    const folder = emptyFolder();
    const at = join(folder, "docs", file);
    const catalog = (all: readonly Bird[]): void =>
      writeFileSync(join(folder, "catalog.json"), JSON.stringify(all));
    mkdirSync(join(folder, "docs"));
    writeFileSync(at, write(first));
    catalog(first);
    expect((await commandIn(folder, "init")).code).toBe(0);
    const added = [bird("Auks", "Little Auk", 4), bird("Skuas", "Bonxie", 256)];
    const next = [...first, ...added].filter(({ family }) => family !== "terns");
    const sorted = next.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    catalog(next);
    expect((await commandIn(folder, "apply", "--yes")).code).toBe(0);
    expect(readFileSync(at, "utf8")).toBe(write(sorted));
  },
);
