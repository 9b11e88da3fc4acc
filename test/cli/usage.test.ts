import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { commandHelpText } from "../../src/cli/help.ts";
import { commands, optionsFor } from "../../src/cli/option-table.ts";
import { catalog, config, kg, packageFolder, project, site } from "../support/packed.ts";
import { bytesOf, stateOf } from "../support/tree.ts";

const parseManifest: (text: string) => { readonly version: string } = JSON.parse;

describe("the command line", () => {
  test("--help, help and no command at all print the same, on stdout", async () => {
    const [help, ...others] = await Promise.all(
      [["--help"], ["help"], []].map((args) => kg(project(), args)),
    );
    expect(help).toMatchObject({ code: 0, err: "" });
    for (const word of [
      "plan",
      "apply [PLANFILE]",
      "explain MODEL",
      "--config",
      "--root",
      "--catalog",
      "--only",
      "--model",
      "--replace",
      "--out",
      "--format",
      "--diff",
      "--check",
      "--yes",
      "--quiet",
      "--verbose",
      "Exit codes",
    ])
      expect(help?.out).toContain(word);
    for (const other of others) expect(other).toEqual(help);
  });

  test.each(commands)("help of %s lists exactly its own options, with examples and exit codes", (name) => {
    const help = commandHelpText(name);
    const listed = [...help.matchAll(/^ {2}--([\w-]+)/gm)].map(([, option]) => option);
    expect(listed).toEqual(optionsFor(name));
    expect(help).toMatch(/\nExamples\n {2}kluster-gen \w+/);
    expect(help).toMatch(/\nExit codes: 0 .*, 1 error, 130 interrupted\.\n$/);
  });

  test("a command's help lists its own options, with examples and exit codes", async () => {
    const [check, same] = await Promise.all(
      [
        ["check", "--help"],
        ["help", "check"],
      ].map((args) => kg(project(), args)),
    );
    expect(check).toMatchObject({ code: 0, err: "" });
    for (const text of ["--fix ", "kluster-gen check --fix", "Exit codes: 0 nothing found, 2 errors found"])
      expect(check?.out).toContain(text);
    expect(check?.out).not.toContain("--prune");
    expect(same).toEqual(check);
  });

  test("a report is written beside what is printed, in the form of its ending", async () => {
    const folder = project(site);
    const printed = await kg(folder, ["plan"]);
    for (const [file, start] of [
      ["r.html", "<!doctype html>"],
      ["r.md", "\\*\\*plan"],
      ["r.json", "{"],
    ] as const) {
      expect(await kg(folder, ["plan", "--report", file])).toEqual(printed);
      expect(readFileSync(join(folder, file), "utf8").toLowerCase()).toMatch(new RegExp(`^${start}`));
    }
    expect(await kg(folder, ["plan", "--report", "nowhere/r.md"])).toMatchObject({ code: 1 });
  });

  /** Runs a shell's script with the completion in it, or beside it as `_kluster-gen`, and gives its lines. */
  const shellLines = async (
    shell: string,
    script: (completion: string) => string,
  ): Promise<readonly string[]> => {
    const { code, out } = await kg(project(), ["completion", shell]);
    expect(code).toBe(0);
    const folder = project({ "_kluster-gen": out });
    const ran = spawnSync(shell, [...(shell === "zsh" ? ["-f"] : []), "-c", script(out)], {
      cwd: folder,
      encoding: "utf8",
    });
    return ran.stdout.trim().split("\n");
  };
  const isThere = (shell: string): boolean => spawnSync(shell, ["-c", "true"]).status === 0;
  const titled = (shell: string): string => `${shell}${isThere(shell) ? "" : " (isn't here: not run)"}`;

  const lines = [
    ["ex", ["explain"]],
    ["check --f", ["--fix", "--format"]],
    ["plan --claim a", ["as-made", "all"]],
    ["plan --format js", ["json"]],
    ["help ver", ["verify"]],
    ["completion z", ["zsh"]],
  ] as const;

  test.each(lines)(`bash and ${titled("fish")} complete %j by %j`, async (line, want) => {
    const words = ["kluster-gen", ...line.split(" ")].map((word) => `'${word}'`);
    const bash = await shellLines(
      "bash",
      (completion) =>
        `${completion}\nCOMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; _kluster_gen; printf '%s\\n' "\${COMPREPLY[@]}"`,
    );
    expect(bash).toEqual(want);
    if (!isThere("fish")) return;
    const fish = await shellLines("fish", () => `source _kluster-gen; complete -C 'kluster-gen ${line}'`);
    expect(fish.map((each) => each.split("\t")[0]).sort()).toEqual([...want].sort());
  });

  test.each([
    ["sourced", "source ./_kluster-gen"],
    ["loaded by the first completion", "fpath=($PWD $fpath); compinit -u -D"],
  ])(`${titled("zsh")} completes on a terminal, %s`, async (_, how) => {
    if (!isThere("zsh")) return;
    for (const [typed, want] of [
      ["kluster-gen expl", "kluster-gen explain"],
      ["kluster-gen plan --claim as", "kluster-gen plan --claim as-made"],
    ] as const) {
      // The prompt stands in the typed line in two parts, so that it is found only where it is shown.
      const seen = await shellLines(
        "zsh",
        () => `zmodload zsh/zpty; zpty z zsh -f -i
zpty -w z "PROMPT='RE''ADY'; autoload -U compinit && compinit -u -D; ${how}"
zpty -r -m z shown '*READY*'; zpty -w -n z ${JSON.stringify(typed)}$'\\t'
zpty -r -m z shown '*${want}*'; print -r -- "\${\${shown}[(I)${want}]}"; zpty -d z`,
      );
      expect(Number(seen.at(-1))).toBeGreaterThan(0);
    }
  });

  test("--version prints the package's", async () => {
    const manifest = parseManifest(readFileSync(join(packageFolder, "package.json"), "utf8"));
    expect(await kg(project(), ["--version"])).toEqual({ code: 0, out: `${manifest.version}\n`, err: "" });
  });

  test.each([
    [["pln"], "There is no command `pln`.", "Did you mean `plan`?"],
    [["plan", "--dif"], "--dif", "Did you mean `--diff`?"],
    [["plan", "--only", "snippet"], "`snippet`", "Did you mean `snippets`?"],
    [["plan", "--format", "yml"], "`yml`", "text, json, markdown, html, commit or github"],
    [["plan", "--model"], "--model", "--help"],
    [["plan", "--check=yes"], "--check", "--help"],
    [["plan", "acme/Auk-1B"], "acme/Auk-1B", "--model"],
    [["apply", "a.json", "b.json"], "b.json", "--help"],
    [["apply", "--check"], "--check", "plan"],
    [["plan", "--yes"], "--yes", "apply"],
    [["explain"], "model's ID", "explain MODEL"],
    [["explain", "x", "--diff"], "--diff", "plan, apply, client"],
  ])("%j is refused with a way out", async (args, what, fix) => {
    const folder = project(site);
    const before = stateOf(folder);
    const { code, out, err } = await kg(folder, args);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(what);
    expect(err).toContain(fix);
    expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(stateOf(folder)).toEqual(before);
  });
});

describe("explain", () => {
  test("shows how a model is seen, and where", async () => {
    const folder = project(site);
    await kg(folder, ["apply", "--only", "snippets", "--model", "acme/Auk-1B"]);
    const { code, out, err } = await kg(folder, ["explain", "acme/Auk-1B"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const line of [
      /^Auk 1B {2}acme\/Auk-1B$/m,
      /yes text +always; chooses the template set text/,
      /lowercase +auk-1b/,
      /real-time\/python {2}is there, template real-time\/text\/python\.ejs/,
      /^ {4}code\/auk-1b\.py$/m,
      /chat\.md {2}Examples {2}not there yet/,
    ])
      expect(out).toMatch(line);
    await kg(folder, ["apply"]);
    expect((await kg(folder, ["explain", "acme/Auk-1B"])).out).toMatch(/chat\.md:7 {2}Examples/);
  });

  test("as JSON", async () => {
    const { out } = await kg(project(site), ["explain", "acme/Wren-2B", "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      id: "acme/Wren-2B",
      fields: { id: "acme/Wren-2B", name: "Wren 2B" },
      capabilities: [{ name: "text", holds: true, templates: "text" }],
      snippets: [{ path: "code/wren-2b.py", state: "absent" }],
      places: [
        { page: "chat.md", line: null },
        { page: "models.md", line: null },
      ],
    });
  });

  test("says why a model is left out, and knows no others", async () => {
    const excluding = { ...config, exclude: [{ name: "too small", when: { field: "id", matches: "1B" } }] };
    const folder = project({ ...site, "kluster-onboard.config.json": excluding });
    expect((await kg(folder, ["explain", "acme/Auk-1B"])).out).toContain("too small");
    const { code, out, err } = await kg(folder, ["explain", "acme/wren-2b"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("Did you mean `acme/Wren-2B`?");
  });
});

describe("a catalog that needs a key", () => {
  const key = "sk-never-to-be-seen-1234567890";

  const serve = async (status: number, body: string) => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return { url: `http://127.0.0.1:${address.port}/models`, seen };
  };

  const siteFrom = (url: string) => ({
    ...site,
    "kluster-onboard.config.json": {
      ...config,
      catalog: { ...config.catalog, sources: [{ url, authEnv: "AVIARY_KEY", retries: 0 }] },
    },
  });

  test("gets it from the environment, and it is nowhere in output, plan or tree", async () => {
    const { url, seen } = await serve(200, JSON.stringify(catalog));
    const folder = project(siteFrom(url));
    const runs = [
      await kg(folder, ["plan", "--verbose", "--diff", "--out", "saved.json"], { AVIARY_KEY: key }),
      await kg(folder, ["explain", "acme/Auk-1B", "--format", "json"], { AVIARY_KEY: key }),
      await kg(folder, ["apply", "--verbose"], { AVIARY_KEY: key }),
    ];
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(seen).toEqual([`Bearer ${key}`, `Bearer ${key}`, `Bearer ${key}`]);
    expect(JSON.stringify(runs)).not.toContain(key);
    for (const bytes of Object.values(bytesOf(folder))) expect(bytes.toString("utf8")).not.toContain(key);
  });

  test.each([
    ["an error that repeats it", 401, `{"error": "bad key ${key}"}`],
    ["a document that repeats it", 200, `{"data": [{"id": 7, "key": "${key}"}`],
  ])("isn't shown by %s", async (_, status, body) => {
    const { url, seen } = await serve(status, body);
    const { code, out, err } = await kg(project(siteFrom(url)), ["plan", "--verbose", "--format", "json"], {
      AVIARY_KEY: key,
    });
    expect(code).toBe(1);
    expect(seen).toEqual([`Bearer ${key}`]);
    expect(out + err).not.toContain(key);
  });

  test("without the variable, the problem names it and nothing is asked", async () => {
    const { url, seen } = await serve(200, JSON.stringify(catalog));
    const { code, err } = await kg(project(siteFrom(url)), ["plan"]);
    expect(code).toBe(1);
    expect(err).toContain("AVIARY_KEY");
    expect(seen).toEqual([]);
  });
});
