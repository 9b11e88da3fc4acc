import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { commandIn, commandWithPrograms, type Ran } from "../support/command.ts";
import { helpText } from "../../src/cli/help.ts";
import { type Fence, fencesOf, isShown, type Step, stepsOf } from "./fences.ts";
import { writeTree } from "./write-tree.ts";

const config = "kluster-onboard.config.ts";
const base = "base.config.ts";

/** A part of a config, put over that of the first site. */
const over = (part: string): string =>
  `import { defineConfig } from "kluster-gen";\nimport base from "./${base}";\n\nexport default defineConfig({\n  ...base,\n${part}\n});\n`;

const runStep = async (folder: string, { command }: Step): Promise<Ran> => {
  const [program, ...words] = command.split(" ");
  if (program === "cat") {
    const file = join(folder, words[0] ?? "");
    const found = existsSync(file);
    return { code: found ? 0 : 1, out: found ? readFileSync(file, "utf8") : "", err: "" };
  }
  if (command === "npx kluster-gen --help") return { code: 0, out: helpText(), err: "" };
  if (program !== "npx" || words[0] !== "kluster-gen") throw new Error(`${command} can't be run`);
  return commandWithPrograms(folder, ...words.slice(1).map((word) => word.replace(/^'(.*)'$/, "$1")));
};

const linesOf = ({ out, err }: Ran, folder: string): readonly string[] => {
  const text = `${out}${err}`.replaceAll(folder, ".").trimEnd();
  return text === "" ? [] : text.split("\n").map((line) => line.trimEnd());
};

/** What a fence shows that isn't so, and the fence's text as it is. */
export type Judged = { readonly complaints: readonly string[]; readonly text: string };

const runConsole = async (folder: string, { text }: Fence): Promise<Judged> => {
  const complaints: string[] = [];
  const parts: string[] = [];
  for (const step of stepsOf(text)) {
    const ran = await runStep(folder, step);
    const lines = linesOf(ran, folder);
    const same = isShown(step.output, lines);
    const code = ran.code === 0 ? "" : `  # exit code ${ran.code}`;
    parts.push(`$ ${step.command}${code}`, ...(same ? step.output : lines));
    if (ran.code !== step.code) complaints.push(`${step.command} ended with ${ran.code}`);
    if (!same) complaints.push(`${step.command} printed:\n${lines.join("\n")}`);
  }
  return { complaints, text: parts.join("\n") };
};

/** Makes a part the folder's config, and plans it unless the page goes on with a command. */
const runPart = async (folder: string, { text, line }: Fence, next?: Fence): Promise<readonly string[]> => {
  if (!existsSync(join(folder, base))) renameSync(join(folder, config), join(folder, base));
  writeTree(folder, { [config]: over(text) });
  if (next?.text.startsWith("$ npx kluster-gen") === true) return [];
  const ran = await commandIn(folder, "plan");
  return ran.code === 0 || ran.code === 3 ? [] : [`line ${line + 1}: ${ran.out}${ran.err}`];
};

/**
 * Follows a page in a folder: a fence with a title is that file, one of `ts` without is a part of the config, which
 * must be planned, and the commands of `console` fences must print what the page shows. `sh` fences aren't run here.
 * Gives what isn't so, and the page as it should be.
 */
export const followPage = async (folder: string, page: string): Promise<Judged> => {
  const complaints: string[] = [];
  const lines = page.split("\n");
  let moved = 0;
  const fences = fencesOf(page);
  for (const [at, fence] of fences.entries()) {
    if (fence.title !== undefined) writeTree(folder, { [fence.title]: `${fence.text}\n` });
    else if (fence.language === "console") {
      const judged = await runConsole(folder, fence);
      complaints.push(...judged.complaints);
      const length = fence.text.split("\n").length;
      const now = judged.text.split("\n");
      lines.splice(fence.line + 1 + moved, length, ...now);
      moved += now.length - length;
    } else if (fence.language === "ts") complaints.push(...(await runPart(folder, fence, fences[at + 1])));
    else if (fence.language !== "sh")
      complaints.push(`line ${fence.line + 1}: no test runs \`${fence.language}\``);
  }
  return { complaints, text: lines.join("\n") };
};
