import type { Model } from "../catalog/records.ts";
import type { Snapshot } from "../../model/file.ts";
import { lastPart } from "../join/key-forms.ts";
import { namedIn } from "../texts.ts";

/** How many models are told one by one. */
const shown = 5;

/** What is said of models that the config leaves out, though pages name them; not where another's ID is meant. */
export const unsaidNames = (
  absent: readonly Model[],
  all: readonly Model[],
  snapshot: Snapshot,
): readonly string[] => {
  if (absent.length === 0) return [];
  const left = new Set(absent);
  const meant = new Set(all.flatMap((model) => (left.has(model) ? [] : [lastPart(model.id)])));
  const pages = [...snapshot].map(([path, { text }]) => [path, text] as const);
  const { isId, isName } = namedIn(pages.map(([, text]) => text));
  const named = absent.flatMap(({ id, name }) => {
    const [called] = [...(isId(id) ? [id] : []), ...(isName(name) ? [name] : [])].filter(
      (each) => !meant.has(each),
    );
    return called === undefined ? [] : [called];
  });
  const said = named.slice(0, shown).flatMap((called) => {
    const [at] = pages.flatMap(([path, text]) => {
      const line = text.split(/\r?\n/).findIndex((each) => each.includes(called));
      return line === -1 ? [] : [`line ${line + 1} of ${path}`];
    });
    return at === undefined ? [] : [`${called} is left out, though ${at} names it.`];
  });
  const more = named.length - said.length;
  return more > 0 ? [...said, `${more} more models that pages name.`] : said;
};
