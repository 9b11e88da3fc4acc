/**
 * What becomes of all code that a documentation publishes: `npm run bench:fences`. The example and, where they are there,
 * the replays, each with the example's description of the API.
 */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { verify } from "../../src/api/verify.ts";
import { path } from "../verify/support.ts";

const replays = resolve("../shared/data/replays");
const sites = [
  ["example", resolve("examples/docs")],
  ...["aider", "ruby_llm", "tokencost", "vercel-ai", "xinference"].map((name) => [
    name,
    join(replays, name, "after"),
  ]),
] as const;

/** The line that is counted for a reason: without what is of one snippet alone. */
const reasonOf = (why: readonly string[], output: string): string => {
  const said = /\w*(?:Error|error)\b.*/.exec(output)?.[0] ?? "";
  return `${why[0] ?? ""} ${said}`
    .replace(/\b\d+\b/g, "N")
    .slice(0, 110)
    .trim();
};

const configFor = (root: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "kluster-gen-fences-"));
  writeFileSync(join(folder, "catalog.json"), readFileSync("examples/catalog.json"));
  const config = {
    root,
    catalog: { preset: "kluster", sources: [{ file: "catalog.json" }] },
    snippets: [],
    sections: [],
    verify: {
      api: resolve("examples/openapi.yaml"),
      baseUrl: "https://api.kluster.ai/v1",
      fences: ["**/*.md", "**/*.mdx", "**/*.rst"],
      timeoutMs: 10_000,
    },
  };
  const file = join(folder, "kluster-gen.config.json");
  writeFileSync(file, JSON.stringify(config));
  return file;
};

const write = (line: string): void => void process.stdout.write(`${line}\n`);

write("| site | passed | compiled | failed | not run | seconds |\n|---|---|---|---|---|---|");
const details: string[] = [];
for (const [name = "", root = ""] of sites) {
  if (!existsSync(root)) {
    write(`| ${name} | NOT RUN, it isn't there | | | | |`);
    continue;
  }
  const start = performance.now();
  const env = {
    ...process.env,
    PATH: path,
    XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), "kluster-gen-cache-")),
  };
  const { verdicts, problems } = await verify({ config: configFor(root), env });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const count = (result: string): number => verdicts.filter((each) => each.result === result).length;
  const counts = ["passed", "compiled", "failed", "not run"].map(count);
  write(`| ${name} | ${counts.join(" | ")} | ${seconds} |`);
  details.push(...problems.map(({ code, message }) => `${name}: ${code}: ${message}`));
  const reasons = new Map<string, number>();
  for (const { result, why, output, language } of verdicts)
    if (result === "failed" || result === "not run") {
      const reason = `${result}, ${language}: ${reasonOf(why, output)}`;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  details.push(...[...reasons].map(([reason, times]) => `${name}: ${times} × ${reason}`));
}
write(`\n${details.join("\n")}`);
