import type { TableConfig } from "../../config.gen.ts";
import { checkName, checkPredicate, type Names, type Report } from "../config-checks.ts";
import { checkPath } from "../paths.ts";

/** A page is inside the documentation, by a path that every platform takes. */
const checkPage = (report: Report, place: string, page: string): void => {
  const problem = checkPath(page);
  if (problem !== undefined) report("config-path", place, problem.message, problem.fix);
};

/** What sections and tables have in common: the page, the order and the choice of models. */
export const checkPlace = (
  report: Report,
  place: string,
  { page, order, where }: Pick<TableConfig, "page" | "order" | "where">,
  names: Names,
): void => {
  checkPage(report, `${place}.page`, page);
  checkName(report, `${place}.order.by`, "field", order?.by ?? "name", names.fields);
  checkPredicate(report, `${place}.where`, where, names);
};
