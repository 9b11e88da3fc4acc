import { htmlText } from "../../text/emit/html.ts";
import type { Problem } from "../../model/problem.ts";

/** A problem as an item of a list. */
export const problemItem = ({ code, severity, where, message, fix, excerpt = [] }: Problem): string => {
  const lines = excerpt.length === 0 ? "" : `<pre class="excerpt">${excerpt.map(htmlText).join("\n")}</pre>`;
  return `<li><b>${severity}</b> <code>${htmlText(where)}</code>: ${htmlText(message)} ${htmlText(fix)} <span class="soft">[${htmlText(code)}]</span>${lines}</li>`;
};

/** What a person has to look at, as a section of its own; nothing where there is nothing. */
export const peopleSection = (items: readonly string[]): string =>
  items.length === 0
    ? ""
    : `<section class="people" id="people"><h2>Needs a person</h2><ul>${items.join("\n")}</ul></section>`;

/** Problems, errors first. */
export const problemItems = (
  problems: readonly Problem[],
  severity: Problem["severity"],
): readonly string[] => problems.filter((problem) => problem.severity === severity).map(problemItem);
