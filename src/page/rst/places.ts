import type { Page } from "../page.ts";
import { headingIds, headingsWithId } from "../places/headings.ts";
import type { Region } from "../stretch.ts";
import { type Directive, directivesIn } from "./directives.ts";

const tabs = /^(?:tab|tab-item|md-tab-item|group-tab|code-tab)$/;

/** The label of a tab; one of code has its language before it. */
const labelOf = ({ name, argument }: Directive): string =>
  name === "code-tab" ? argument.replace(/\S+\s*/, "") || argument : argument;

const insideOf = ({ content }: Directive): Region => content;

const tabsOf = (page: Page, region: Region): readonly Directive[] =>
  directivesIn(page, region).filter(({ name }) => tabs.test(name));

/** The insides of the tabs of a label. */
export const tabsIn = (page: Page, region: Region, label: string): readonly Region[] =>
  tabsOf(page, region)
    .filter((tab) => labelOf(tab) === label)
    .map(insideOf);

/** The labels of tabs. */
export const tabLabelsIn = (page: Page, region: Region): readonly string[] =>
  tabsOf(page, region).map(labelOf);

const nameOf = ({ options }: Directive): string | undefined => options.get("name")?.value;

/** What stands under a heading with that label, and in a directive of that `:name:`. */
export const identified = (page: Page, region: Region, id: string): readonly Region[] => [
  ...headingsWithId(page, region, id),
  ...directivesIn(page, region)
    .filter((directive) => nameOf(directive) === id)
    .map(insideOf),
];

/** The labels and names that there are. */
export const idsIn = (page: Page, region: Region): readonly string[] => [
  ...headingIds(page, region),
  ...directivesIn(page, region).flatMap((directive) => nameOf(directive) ?? []),
];
