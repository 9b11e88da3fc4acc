import { printable } from "../../text/emit/printable.ts";
import type { Options } from "../options.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { type Init, prepareInit, writeInit } from "../../init/run.ts";
import { placesTable, readSentence } from "../../init/tell.ts";
import { rootPrefix } from "../../pipeline/load/root-prefix.ts";
import { showPlan, showProblems } from "./show.ts";
import { exit, type Terminal } from "./terminal.ts";

const some = (ids: readonly string[]): string =>
  ids.slice(0, 5).join(", ") + (ids.length > 5 ? ` and ${ids.length - 5} more` : "");

/** What was found, and what becomes of it. */
const found = ({ site, read, models, list, proven, dropped }: Init): string => {
  const { absent, silenced } = proven;
  const lines = [
    `${site.kind} documentation in ${site.root}, ${models} ${models === 1 ? "model" : "models"} in the catalog${list.includes("*") ? ` (a map of providers: \`${list}\`)` : ""}.`,
    readSentence(read),
    "Recognised:",
    ...placesTable(proven),
    ...(absent.length === 0
      ? []
      : [
          `${absent.length} of the catalog's models ${absent.length === 1 ? "stands nowhere, and is" : "stand nowhere, and are"} left out: ${some(absent)}.`,
        ]),
    ...(silenced.length === 0
      ? []
      : [
          `Rules of check that are off, for they would find something today: ${silenced.map(({ rule, count }) => `${rule} (${count})`).join(", ")}.`,
        ]),
    ...(dropped.length === 0 ? [] : ["Left out:", ...dropped.map((text) => `  ${text}`)]),
  ];
  return lines.map((line) => `${printable(line)}\n`).join("");
};

/** What planning with the config does, as far as it was tried. */
const promise = ({ standing }: Init): string =>
  standing.length === 0
    ? "Planning with it changes nothing;"
    : `It was tried without ${standing.join(", ")}, which ${standing.length === 1 ? "was" : "were"} there before, so planning with it may change something;`;

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
  let prepared = await prepareInit({ ...request, tries: options.tries, fromPages: prompts === undefined });
  if (prompts !== undefined && prepared.problems.some(({ code }) => code === "init-no-catalog")) {
    const catalog = await prompts.askCatalog();
    if (catalog === undefined) return stop();
    prepared = await prepareInit({ ...request, catalog, tries: options.tries });
  }
  showProblems(prepared.problems, terminal);
  if (!prepared.ok) return exit.error;
  const init = prepared.value;
  const names = [...init.files.keys()];
  if (!options.quiet) terminal.out(found(init));
  const { tried } = init;
  if (tried !== undefined) {
    terminal.out(`With ${printable(options.tries ?? "")}, that config would do this:\n`);
    await showPlan(
      { ...tried, prefix: rootPrefix(request.cwd, tried.loaded?.root ?? request.cwd) },
      options,
      terminal,
    );
  }
  // Who only looks what would happen wants nothing written.
  const unasked = tried === undefined || options.yes;
  const wanted = prompts === undefined ? unasked : await prompts.askWrite(names.join(", "));
  if (wanted === undefined) return stop();
  if (!wanted) {
    terminal.err(
      prompts === undefined
        ? "Nothing was written: --yes, or no --try, writes it.\n"
        : "Nothing was written.\n",
    );
    return exit.done;
  }
  const problem = writeInit(request.cwd, init);
  if (problem !== undefined) {
    showProblems([problem], terminal);
    return exit.error;
  }
  if (!options.quiet)
    terminal.out(printable(`Wrote ${names.join(", ")}. ${promise(init)} read it, then: ${init.next}`) + "\n");
  return exit.done;
};
