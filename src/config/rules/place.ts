import type { CriterionConfig, GroupConfig, OrderConfig, TableConfig } from "../config.gen.ts";
import { checkName, checkPredicate, type Names, type Report } from "../checks.ts";
import { checkPath } from "../../model/paths.ts";

/** A page is inside the documentation, by a path that every platform takes. */
const checkPage = (report: Report, place: string, page: string): void => {
  const problem = checkPath(page);
  if (problem !== undefined) report("config-path", place, problem.message, problem.fix);
};

/** A language whose collation is known. */
const checkLocale = (report: Report, place: string, locale: string | undefined): void => {
  if (locale === undefined) return;
  try {
    if (Intl.Collator.supportedLocalesOf(locale).length > 0) return;
  } catch {
    // Not the name of a language at all.
  }
  report(
    "config-locale",
    place,
    `There is no collation for \`${locale}\`.`,
    "Name a language, such as `en`.",
  );
};

const checkCriterion = (report: Report, place: string, criterion: CriterionConfig, names: Names): void => {
  if (criterion.source !== true)
    checkName(report, `${place}.by`, "field", criterion.by ?? "name", names.fields);
  else if (criterion.by !== undefined)
    report("config-order", place, "`source` is an order of its own.", "Take `by` out, or `source`.");
  else if (criterion.appearance === true)
    report("config-order", place, "`appearance` needs a field.", "Name one in `by`, or take `source` out.");
  if (criterion.appearance === true && criterion.list !== undefined)
    report(
      "config-order",
      place,
      "`list` and `appearance` are two orders of one field.",
      "Take one of them out.",
    );
  checkLocale(report, `${place}.locale`, criterion.locale);
};

/** How entries, rows or elements are sorted: by fields and languages that are known. */
export const checkOrder = (
  report: Report,
  place: string,
  { by, ...order }: OrderConfig,
  names: Names,
): void => {
  if (!Array.isArray(by)) {
    checkCriterion(report, place, { ...order, ...(by === undefined ? {} : { by }) }, names);
    return;
  }
  for (const key of ["list", "source"] as const)
    if (order[key] !== undefined)
      report(
        "config-order",
        `${place}.${key}`,
        "It isn't clear which of the fields it is for.",
        "Put it beside one of them.",
      );
  checkLocale(report, `${place}.locale`, order.locale);
  for (const [index, each] of by.entries())
    checkCriterion(report, `${place}.by[${index}]`, typeof each === "string" ? { by: each } : each, names);
};

/** The header of a group must say more than its name: any line would be one. */
const checkGroup = (report: Report, place: string, group: GroupConfig | undefined, names: Names): void => {
  if (group === undefined) return;
  checkName(report, `${place}.by`, "field", group.by, names.fields);
  if (group.header.split("{group}").length > 2 || group.header.trim() === "{group}")
    report(
      "config-group",
      `${place}.header`,
      "A header can't be told from other lines by this.",
      "Write `{group}` once, with something beside it: `### {group}`.",
    );
  const counted = group.header.split("\n").filter((line) => line.includes("{count}"));
  const isBeside = counted.every((line) => line.includes("{group}") && line.split("{count}").length === 2);
  if (counted.length > 1 || !isBeside)
    report(
      "config-group",
      `${place}.header`,
      "The number of models can't be found again by this.",
      "Write `{count}` once, in the line of `{group}`: `### {group} ({count})`.",
    );
  checkLocale(report, `${place}.order.locale`, group.order?.locale);
};

/** What sections and tables have in common: the page, the order, the groups and the choice of models. */
export const checkPlace = (
  report: Report,
  place: string,
  { page, pages, order, group, where }: Pick<TableConfig, "page" | "pages" | "order" | "group" | "where">,
  names: Names,
): void => {
  if (page !== undefined) checkPage(report, `${place}.page`, page);
  if ((page === undefined) === (pages === undefined))
    report("config-page", place, "One of `page` and `pages` says where it is.", "Name one of them.");
  checkOrder(report, `${place}.order`, order ?? {}, names);
  checkGroup(report, `${place}.group`, group, names);
  checkPredicate(report, `${place}.where`, where, names);
};
