import { printable } from "../../text/emit/printable.ts";
import type { Options } from "../options.ts";
import type { Request } from "../../pipeline/load/configure.ts";
import { init, type InitFound } from "../../api/init.ts";
import type { Init } from "../../init/run.ts";
import { inLists, placesTable, readSentence } from "../../init/tell.ts";
import { rootPrefix } from "../../pipeline/load/root-prefix.ts";
import { failed, showPlan, showProblems } from "./show.ts";
import { exit, type Run, type Terminal } from "./terminal.ts";

const some = (ids: readonly string[]): string =>
  ids.slice(0, 5).join(", ") + (ids.length > 5 ? ` and ${ids.length - 5} more` : "");

/** What was found, and what becomes of it. */
const found = ({ site, read, models, list, proven, dropped }: Init): string => {
  const { absent, silenced } = proven;
  const isLeftOut = proven.draft.config.exclude !== undefined;
  const lines = [
    `${site.kind} documentation in ${site.root}, ${models} ${models === 1 ? "model" : "models"} in the catalog${inLists(list)}.`,
    readSentence(read),
    "Recognised:",
    ...placesTable(proven),
    ...(absent.length === 0
      ? []
      : [
          `${absent.length} of the catalog's models ${absent.length === 1 ? "stands nowhere, and is" : "stand nowhere, and are"} ${isLeftOut ? "left out" : "told of by plan"}${proven.isLagging ? " until the catalog changes" : ""}: ${some(absent)}.`,
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

/** Shows what was worked out. */
const show = async (
  { tried, ...init }: InitFound,
  options: Options,
  request: Request,
  terminal: Terminal,
): Promise<void> => {
  showProblems(init.problems, terminal, options);
  if (!options.quiet) terminal.out(found({ tried, ...init }));
  if (tried === undefined) return;
  terminal.out(`With ${printable(options.tries ?? "")}, that config would do this:\n`);
  const prefix = rootPrefix(request.cwd, tried.loaded?.root ?? request.cwd);
  await showPlan({ ...tried, prefix }, options, terminal);
};

/** What planning with the config does, as far as it was tried. */
const promise = ({ standing }: Init): string =>
  standing.length === 0
    ? "Planning with it changes nothing;"
    : `It was tried without ${standing.join(", ")}, which ${standing.length === 1 ? "was" : "were"} there before, so planning with it may change something;`;

/** `init`: writes a starting config for the documentation that is here, and nothing over anything. */
export const initCommand: Run = async (options, request, terminal) => {
  const prompts = terminal.ask === undefined || options.yes ? undefined : await import("./init-prompts.ts");
  // Who only looks what would happen wants nothing written.
  const unasked = options.tries === undefined || options.yes;
  const asked: { left: boolean; found?: InitFound } = { left: false };
  const review = async (each: InitFound): Promise<boolean> => {
    asked.found = each;
    await show(each, options, request, terminal);
    const wanted =
      prompts === undefined ? unasked : await prompts.askWrite([...each.files.keys()].join(", "));
    asked.left = wanted === undefined;
    return wanted ?? false;
  };
  const { tries } = options;
  let made = await init({ ...request, tries, fromPages: prompts === undefined, review });
  if (prompts !== undefined && made.problems.some(({ code }) => code === "init-no-catalog")) {
    const catalog = await prompts.askCatalog();
    asked.left = catalog === undefined;
    if (catalog !== undefined) made = await init({ ...request, catalog, tries, review });
  }
  if (asked.left || made.status === "declined") {
    const how = prompts === undefined ? ": --yes, or no --try, writes it" : "";
    terminal.err(`Nothing was written${how}.\n`);
    return asked.left ? exit.interrupted : exit.done;
  }
  if (made.status === "error") return failed(made.problems, terminal);
  const names = [...made.files.keys()].join(", ");
  if (!options.quiet && asked.found !== undefined) {
    const { next } = asked.found;
    terminal.out(`${printable(`Wrote ${names}. ${promise(asked.found)} read it, then: ${next}`)}\n`);
  }
  return exit.done;
};
