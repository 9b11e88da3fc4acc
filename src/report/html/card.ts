import { htmlText } from "../../text/emit/html.ts";
import type { Card, CardLine } from "../cards.ts";

/** So many lines of a card are shown at once. */
const maxLines = 6;
/** So many files of a line are links. */
const maxLinks = 4;

const linksOf = (paths: readonly string[], anchors: ReadonlyMap<string, string>): string => {
  const links = paths
    .slice(0, maxLinks)
    .map(
      (path) =>
        `<a href="#${anchors.get(path) ?? ""}">${htmlText(path.slice(path.lastIndexOf("/") + 1))}</a>`,
    );
  const more = paths.length > maxLinks ? `<span class="soft">and ${paths.length - maxLinks} more</span>` : "";
  return `<span class="links">${[...links, more].filter((link) => link !== "").join(" ")}</span>`;
};

const lineItem = ({ name, text, paths }: CardLine, anchors: ReadonlyMap<string, string>): string =>
  `<li>${name === "" ? "" : `<b>${htmlText(name)}</b> `}${htmlText(text)} ${linksOf(paths, anchors)}</li>`;

const isLeft = ({ standing }: Card): boolean => standing === "new" || standing === "gone";

/** A card: its title leads to the first of its diffs, and each line to its own. */
export const cardHtml = (card: Card, id: string, anchors: ReadonlyMap<string, string>): string => {
  const { title, lines, model } = card;
  const first = anchors.get(lines[0]?.paths[0] ?? "") ?? "";
  const said = isLeft(card) && model !== undefined ? lines.map((line) => ({ ...line, name: "" })) : lines;
  const shown = said.slice(0, maxLines).map((line) => lineItem(line, anchors));
  const rest = said.slice(maxLines).map((line) => lineItem(line, anchors));
  const more =
    rest.length === 0
      ? ""
      : `<details><summary>${rest.length} more</summary><ul>${rest.join("")}</ul></details>`;
  const tags = (model?.entry?.capabilities ?? [])
    .map((each) => `<span class="tag">${htmlText(each)}</span>`)
    .join("");
  const about = model === undefined ? "" : `<code class="soft">${htmlText(model.id)}</code>`;
  return `<li id="${id}" class="${card.standing}"><h3><a href="#${first}">${htmlText(title)}</a></h3>${about}<ul>${shown.join("")}</ul>${more}${tags}</li>`;
};
