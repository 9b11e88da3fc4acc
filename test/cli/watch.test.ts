import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { bin, catalog, config, docs, kg, project, site } from "../support/packed.ts";

/** A started command: waits until it has printed a text once more, and tells how it ended. */
const started = (cwd: string, args: readonly string[]) => {
  const child = spawn(bin, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let printed = "";
  let wake = (): void => undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      wake();
    });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return {
    /** What was printed up to the next such text; a text that never comes ends in the test's time limit. */
    until: async (text: string): Promise<string> => {
      while (!printed.includes(text))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const end = printed.indexOf(text) + text.length;
      const seen = printed.slice(0, end);
      printed = printed.slice(end);
      return seen;
    },
    end: (): Promise<number | null> => {
      child.kill("SIGINT");
      return ended;
    },
  };
};

const waiting = "Waiting for changes; Ctrl-C ends.\n";

test("plan --watch plans again when a page, the catalog or the config changed", async () => {
  const folder = project(site);
  const put = (path: string, value: unknown): void =>
    writeFileSync(join(folder, path), typeof value === "string" ? value : JSON.stringify(value));
  const watched = started(folder, ["plan", "--watch", "--report", "report.md"]);
  expect(await watched.until(waiting)).toContain("Plan: 2 to create, 2 to update");

  put("docs/models.md", docs["docs/models.md"].replace("Gone 7B", "Auk 1B"));
  const page = await watched.until(waiting);
  expect(page).toContain("Changed: docs/models.md\n");
  expect(page).toContain("Plan: 2 to create");

  put("catalog.json", { data: catalog.data.slice(0, 1) });
  expect(await watched.until(waiting)).toContain("Plan: 1 to create");

  put("kluster-onboard.config.json", "{");
  expect(await watched.until(waiting)).toContain("config-load-failed");

  put("kluster-onboard.config.json", { ...config, snippets: [], sections: [] });
  expect(await watched.until(waiting)).toContain("Plan: 0 to create");
  expect(await watched.end()).toBe(130);
});

test("check --watch judges again, and sees what is in a folder that is new", async () => {
  const folder = project(site);
  await kg(folder, ["apply"]);
  const watched = started(folder, ["check", "--watch"]);
  expect(await watched.until(waiting)).toContain("1 error, 0 warnings in 1 file.");

  mkdirSync(join(folder, "docs/more"));
  await watched.until(waiting);
  writeFileSync(join(folder, "docs/more/open.md"), "# More\n\n```py\nnever closed\n");
  const found = await watched.until(waiting);
  expect(found).toContain("Changed: docs/more/open.md\n");
  expect(found).toContain("1 error, 0 warnings in 1 file.");
  expect(await watched.end()).toBe(130);
});

test("verify --watch runs a snippet again when it changed", async () => {
  const folder = project({
    ...site,
    "kluster-onboard.config.json": {
      ...config,
      snippets: [{ kind: "real-time", language: "bash", path: "code/{slug}.md" }],
      sections: [],
      tables: [],
      verify: { api: "openapi.yaml", baseUrl: "https://api.example.org/v1" },
    },
    "openapi.yaml": readFileSync("examples/openapi.yaml", "utf8"),
  });
  await kg(folder, ["apply"]);
  const watched = started(folder, ["verify", "--watch", "--fresh"]);
  expect(await watched.until(waiting)).toContain("Verify: 2 passed, 0 failed, 0 not run.");

  const snippet = join(folder, "docs/code/auk-1b.md");
  writeFileSync(snippet, readFileSync(snippet, "utf8").replace("/chat/completions", "/chat/completion"));
  const ran = await watched.until(waiting);
  expect(ran).toContain("Changed: docs/code/auk-1b.md\n");
  expect(ran).toContain("1 failed, 0 not run.");
  expect(await watched.end()).toBe(130);
});
