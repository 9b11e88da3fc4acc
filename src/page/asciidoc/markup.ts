import { notesIn } from "../notes.ts";
import { entity } from "../../text/emit/markdown.ts";
import { readText, writeText } from "../../text/emit/asciidoc.ts";
import { type Escape, escapes, escapesWith, percent } from "../../text/escapes.ts";
import { decodeCell, encodeCell } from "../lifted.ts";
import type { Markup } from "../markup.ts";
import { scanAsciidoc } from "./blocks.ts";
import { navMenus } from "./nav.ts";
import { identified, idsOf, tabLabelsIn, tabsIn } from "./places.ts";
import { tablesIn, unreadIn } from "./tables.ts";

/** What of an address would be markup, or replaced by something else: it is read before links are. */
const signs = /~|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=-)-|(?<=\.)\.|[.,]$|(?<!^\w+):(?!\d)/gu;

/** The same of signs that mean another thing to a server when they are encoded. */
const passed = /(?<![\p{L}\p{N}])\+|[+#](?![\p{L}\p{N}])/gu;

/** Signs of who asks and whom, which stay what they are: a name, a password, brackets of IPv6. */
const inHost = /[^\w./:]|:(?!\d)/g;

const address: Escape = {
  ...escapes.address,
  write: (value) => {
    const written = escapes.address.write(value);
    const [start = "", host = ""] = /^(?:https?|ftp):\/\/([^/?#]*)/i.exec(written) ?? [];
    const [lead, path] = [start.slice(0, start.length - host.length), written.slice(start.length)];
    return lead + host.replace(inHost, entity) + path.replace(signs, percent).replace(passed, entity);
  },
};

const escape = escapesWith({ write: writeText, read: readText, markup: true });

/** AsciiDoc, as Asciidoctor and Antora read it. */
const asciidoc: Markup = {
  name: "asciidoc",
  scan: scanAsciidoc,
  tables: tablesIn,
  unread: unreadIn,
  cell: {
    text: (value) =>
      value
        .split("\n")
        .map(writeText)
        .filter((line) => line !== "")
        .join(" +\n"),
    code: (value) => `\`${writeText(value)}\``,
    address: address.write,
    bareLinks: true,
    read: (written) => {
      const source = decodeCell(written).replaceAll("\\|", "|").trim();
      // Pictures that say nothing are told apart by their names.
      return readText(source) || (/^(?:icon|image):/.test(source) ? source : "");
    },
    notes: notesIn("asciidoc"),
    whole: (written) => encodeCell(written.replace(/(?<!\\)\|/g, "\\|")),
  },
  escape: (name) => (name === "address" ? address : escape(name)),
  tabs: tabsIn,
  tabLabels: tabLabelsIn,
  identified,
  ids: idsOf,
  commentText: (line) => /^\/\/(?!\/)\s*(.*)/.exec(line.trimEnd())?.[1],
  comment: (said) => `// ${said}`,
  // By Antora's convention, navigation is in files of that name.
  menus: (page) => (/(?:^|\/)[^/]*nav[^/]*$/i.test(page.path) ? navMenus(page) : []),
  tab: (label) => `${label}::`,
};

/** Its markup: what only some pages are written in is loaded when it is asked for. */
export const asciidocMarkup = (): Markup => asciidoc;
