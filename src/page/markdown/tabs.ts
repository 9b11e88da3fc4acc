import { type Page, type Region, indentAt, isBlankLine, lineAt } from "../page.ts";
import { tabElements, tabLabels } from "../places/elements.ts";

/** The label of the tab of mkdocs that begins in a line; undefined where none does. */
export const tabLabelAt = (page: Page, index: number): string | undefined =>
  page.opaque[index] === true ? undefined : /^\s*===[!+]?[ \t]+"(.*)"[ \t]*$/.exec(lineAt(page, index))?.[1];

/** The insides of the tabs of mkdocs. */
const tabs = (page: Page, { first, last }: Region, label: string): readonly Region[] => {
  const found: Region[] = [];
  for (let index = first; index < last; index += 1) {
    if (tabLabelAt(page, index) !== label) continue;
    const indent = indentAt(page, index) + 4;
    let end = index + 1;
    while (end < last && (isBlankLine(page, end) || indentAt(page, end) >= indent)) end += 1;
    found.push({ first: index + 1, last: end, indent });
  }
  return found;
};

/** The insides of the tabs of a label, in whatever syntax. */
export const tabsIn = (page: Page, region: Region, label: string): readonly Region[] => [
  ...tabs(page, region, label),
  ...tabElements(page, region, label),
];

/** The labels of tabs that are elements: what is offered where one isn't found. */
export const tabLabelsIn = tabLabels;
