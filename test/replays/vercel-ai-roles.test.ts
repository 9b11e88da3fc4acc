import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { command } from "../support/command.ts";
import { emptyFolder } from "../support/hostile/interpreters.ts";

const replay = "../shared/data/replays/vercel-ai-roles";
const config = "test/replays/vercel-ai-roles/kluster-onboard.config.json";
const isThere = existsSync(replay);

const pages = [
  "content/docs/02-foundations/02-providers-and-models.mdx",
  "content/providers/01-ai-sdk-providers/00-ai-gateway.mdx",
  "content/providers/01-ai-sdk-providers/01-xai.mdx",
  "content/providers/01-ai-sdk-providers/index.mdx",
];

const linesOf = (root: string, page: string): readonly string[] =>
  readFileSync(join(root, page), "utf8").split("\n");

/** The page as people made it, without the lines that they added: table rows of the new model. */
const afterLines = (page: string): readonly string[] =>
  linesOf(join(replay, "after"), page).filter((line) => !/^\|.*`grok-4\.5`/.test(line));

describe.runIf(isThere)("a launch in real pages, as people made it", () => {
  test.each([
    ["told to move the role", ["--role", "chat"]],
    ["after the role's model was another one", []],
  ])("every example that people moved is moved and no other line: %s", async (_, asked) => {
    const root = join(emptyFolder(), "docs");
    cpSync(join(replay, "before"), root, { recursive: true });
    const from = ["--config", config, "--root", root, "--only", "mentions"];
    if (asked.length === 0) {
      const older = readFileSync(config, "utf8").replace('"model": "grok-4.5"', '"model": "grok-4.3"');
      const folder = emptyFolder();
      cpSync("test/replays/vercel-ai-roles", folder, { recursive: true });
      const file = join(folder, "kluster-onboard.config.json");
      writeFileSync(file, older);
      const first = await command("apply", "--config", file, "--root", root, "--only", "mentions");
      expect([first.code, first.err]).toEqual([0, ""]);
    }
    const applied = await command("apply", ...from, ...asked);
    expect([applied.code, applied.err]).toEqual([0, ""]);
    for (const page of pages) expect(linesOf(root, page), page).toEqual(afterLines(page));
    const again = await command("plan", ...from, "--check");
    expect(again.code, again.out).toBe(0);
  });
});

test.runIf(!isThere)("real pages aren't beside the repository: nothing to replay", () => {
  expect(isThere).toBe(false);
});
