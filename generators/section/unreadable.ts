import type { SectionSettings } from "../../src/config/settings.ts";
import { isEmpty } from "../../src/model/entry.ts";
import { error, type Problem, warning } from "../../src/model/problem.ts";
import { namesIn, ownNames } from "../../src/page/line-template.ts";
import { listNames } from "../../src/text/suggest.ts";
import type { Item } from "./item.ts";
import { titleOf } from "./title.ts";

/** The fields that an entry would show and that its model lacks. */
const lackedBy = (
  { format: { open, body, close = [] } }: SectionSettings,
  { entry }: Item,
): readonly string[] =>
  [...new Set([open, ...body, close].flatMap(namesIn))].filter(
    (name) => !ownNames.includes(name) && !name.includes(":") && isEmpty(entry.fields.get(name)),
  );

/** What is said of an entry that would be read otherwise than written: it isn't. `isHeld`: others are. */
export const unreadableProblem = (
  { section, file }: { readonly section: SectionSettings; readonly file: string },
  item: Item,
  misread: string,
  isHeld = true,
): Problem => {
  const lacked = lackedBy(section, item);
  const why = lacked.length === 0 ? "" : ` without ${listNames(lacked)}`;
  return (isHeld ? warning : error)(
    "entry-unreadable",
    `${file}: ${section.where}.format`,
    `The entry "${titleOf(section, item.entry)}" of ${JSON.stringify(item.entry.id)} would be read as ${misread} again${why}: it isn't written.`,
    lacked.length === 0
      ? "Make `recognise` and what ends an entry fit the lines that `open`, `body` and `close` write."
      : "Give the model what it lacks, leave it out of the section with `where`, or make `recognise` fit such an entry.",
  );
};
