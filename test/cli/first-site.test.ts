import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { fencesOf, isShown, stepsOf } from "../docs/fences.ts";
import { installFolder, writeFiles } from "../support/packed.ts";

const tarball = join(installFolder, readdirSync(installFolder).find((name) => name.endsWith(".tgz")) ?? "");

/** What a line of a shell does in a folder, stdout before stderr, and its exit code. */
const shell = (folder: string, line: string) => {
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, ".cache"), npm_config_prefer_offline: "true" };
  const { status, stdout, stderr } = spawnSync("sh", ["-c", line], { cwd: folder, encoding: "utf8", env });
  const text = `${stdout}${stderr}`.trimEnd();
  return { status, lines: text === "" ? [] : text.split("\n").map((each) => each.trimEnd()) };
};

test("docs/first-site.md to the letter, in a new folder with the packed tarball", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "kluster-gen-first-site-")));
  let commands = 0;
  for (const { language, title, text } of fencesOf(readFileSync("docs/first-site.md", "utf8"))) {
    if (title !== undefined) writeFiles(folder, { [title]: `${text}\n` });
    else if (language === "sh") {
      // Only the name under which npm would find the package is another one.
      const line = text.replace(/(?<=--save-dev )kluster-gen$/, tarball);
      expect(line).not.toBe(text);
      expect(shell(folder, line)).toMatchObject({ status: 0 });
    } else
      for (const { command, code, output } of stepsOf(text)) {
        const { status, lines } = shell(folder, command);
        if (!isShown(output, lines)) expect(lines).toEqual(output);
        expect(status).toBe(code);
        commands += 1;
      }
  }
  expect(commands).toBeGreaterThan(5);

  // The config that it ends with is right by the package's types, and one that isn't is told.
  const tsc = resolve("node_modules/typescript/bin/tsc");
  const check = (): string =>
    shell(
      folder,
      `node ${tsc} --noEmit --strict --module nodenext --skipDefaultLibCheck --ignoreConfig kluster-onboard.config.ts`,
    ).lines.join("\n");
  expect(check()).toBe("");
  const config = join(folder, "kluster-onboard.config.ts");
  writeFileSync(
    config,
    readFileSync(config, "utf8").replace('format: "mkdocs-details"', 'format: "mkdocs-detail"'),
  );
  expect(check()).toContain("mkdocs-detail");
});
