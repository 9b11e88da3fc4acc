import type { Config, NavigationConfig } from "../config.gen.ts";
import { checkExpression, checkName, checkPredicate, type Names, type Report } from "../checks.ts";
import { keyIndex } from "../nav-key.ts";
import { hasFrontMatter, isMenu } from "../../page/scan.ts";
import { checkPath } from "../../model/paths.ts";
import { checkOrder } from "./place.ts";

const checkItem = (report: Report, place: string, { item, key }: NavigationConfig, names: Names): void => {
  if (typeof item === "string") {
    checkExpression(report, `${place}.item`, item, names);
    return;
  }
  for (const [name, value] of Object.entries(item)) {
    checkExpression(report, `${place}.item`, name, names);
    if (typeof value === "string") checkExpression(report, `${place}.item.${name}`, value, names);
  }
  if (key !== undefined) checkName(report, `${place}.key`, "key", key, Object.keys(item));
  else if (keyIndex(item, undefined) === undefined)
    report(
      "config-nav-key",
      `${place}.item`,
      "Nothing in the item says which page it is about, so it couldn't be recognised.",
      "Name the page in it, as in `{link:KIND}` or `models/{slug}.md`, or say in `key` what it is recognised by.",
    );
};

/** A list of groups: of a file of data alone, where a group is an element with keys. */
const checkGroup = (report: Report, place: string, { file, group }: NavigationConfig, names: Names): void => {
  if (group === undefined) return;
  checkName(report, `${place}.by`, "field", group.by, names.fields);
  checkOrder(report, `${place}.order`, group.order ?? {}, names);
  if (!/\.(?:ya?ml|jsonc?|[cm]?[jt]s)$/i.test(file))
    report(
      "config-nav-group",
      place,
      "Only lists of YAML, JSON, JavaScript and TypeScript files have groups that are made.",
      "Leave `group` out, and list each group's models with `where`.",
    );
  if (!JSON.stringify(group.path).includes("{group}"))
    report(
      "config-nav-group",
      `${place}.path`,
      "Nothing in it says which group it leads to.",
      'Let a step name it, as in `{ "group": "{group}" }`.',
    );
};

/** Lists of navigation files. */
export const checkNavigation = (report: Report, { navigation = [] }: Config, names: Names): void => {
  for (const [index, nav] of navigation.entries()) {
    const place = `navigation[${index}]`;
    for (const key of ["file", "base"] as const) {
      const problem = nav[key] === undefined || nav[key] === "" ? undefined : checkPath(nav[key]);
      if (problem !== undefined) report("config-path", `${place}.${key}`, problem.message, problem.fix);
    }
    // Front matter is a map, so that a list in it has a key.
    const inFrontMatter = hasFrontMatter(nav.file) && nav.path.length > 0;
    const isFile = /\.(?:ya?ml|jsonc?|toml|[cm]?[jt]s)$|(?:^|\/)\.pages$/i.test(nav.file);
    if (!isFile && !inFrontMatter && !isMenu(nav))
      report(
        "config-nav-file",
        `${place}.file`,
        "Only YAML, TOML, JSON, JavaScript and TypeScript files, the front matter of Markdown, and the toctrees of `.rst` and MyST pages and the lists of Antora's `nav.adoc`, have lists that can be edited in place.",
        "Name a file of one of these; for SUMMARY.md use a section.",
      );
    checkItem(report, place, nav, names);
    checkOrder(report, `${place}.order`, nav.order ?? {}, names);
    checkPredicate(report, `${place}.where`, nav.where, names);
    checkGroup(report, `${place}.group`, nav, names);
  }
};
