import { partName } from "../../init/part-name.ts";
import { printable } from "../../text/emit/printable.ts";
import type { Options } from "../options.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { type Init, prepareInit, writeInit } from "../../init/run.ts";
import type { PartDraft } from "../../init/types.ts";
import { showProblems } from "./show.ts";
import { exit, type Terminal } from "./terminal.ts";

const describe = (part: PartDraft): string =>
  `  ${part.type === "table" ? "table" : "entries"} in ${printable(partName(part))}: ${part.models.length} models\n`;

const found = ({ site, kept, models, list, dropped }: Init): string =>
  [
    `${site.kind} documentation in ${printable(site.root)}, ${models} models in the catalog${list.includes("*") ? ` (a map of providers: \`${printable(list)}\`)` : ""}. Recognised:\n`,
    ...kept.map(describe),
    ...(dropped.length === 0 ? [] : ["Left out:\n", ...dropped.map((text) => `  ${printable(text)}\n`)]),
  ].join("");

/** `init`: writes a starting config for the documentation that is here, and nothing over anything. */
export const initCommand = async (
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<number> => {
  const prompts = terminal.ask === undefined || options.yes ? undefined : await import("./init-prompts.ts");
  const stop = (): number => {
    terminal.err("Nothing was written.\n");
    return exit.interrupted;
  };
  let prepared = await prepareInit(request);
  if (prompts !== undefined && prepared.problems.some(({ code }) => code === "init-no-catalog")) {
    const catalog = await prompts.askCatalog();
    if (catalog === undefined) return stop();
    prepared = await prepareInit({ ...request, catalog });
  }
  showProblems(prepared.problems, terminal);
  if (!prepared.ok) return exit.error;
  const init = prepared.value;
  const names = [...init.files.keys()];
  if (!options.quiet) terminal.out(found(init));
  const wanted = prompts === undefined ? true : await prompts.askWrite(names.join(", "));
  if (wanted === undefined) return stop();
  if (!wanted) {
    terminal.err("Nothing was written.\n");
    return exit.done;
  }
  const problem = writeInit(request.cwd, init);
  if (problem !== undefined) {
    showProblems([problem], terminal);
    return exit.error;
  }
  if (!options.quiet)
    terminal.out(
      `Wrote ${printable(names.join(", "))}. Planning with it changes nothing; read it, then: kluster-gen plan\n`,
    );
  return exit.done;
};
