import { mentionIndex } from "../../generators/mention/index.ts";
import type { Entry } from "../../src/model/entry.ts";
import { emptyLock } from "../../src/model/lock.ts";
import { mentions } from "../../src/config/to-settings/mentions.ts";

/** How long it takes to look for the names of 2,000 models in 10,000 pages of 10 KB; `npm run bench:mentions`. */
const pages = 10_000;
const length = 10_240;

const entries = Array.from(
  { length: 2_000 },
  (_, at): Entry => ({
    id: `owner-${at % 50}/model-${at}.5-instruct`,
    name: `Model ${at}`,
    slug: `model-${at}`,
    position: at,
    fields: new Map(),
    capabilities: [],
    templates: "",
  }),
);

const line = (at: number): string =>
  `Some words of running text, with \`code-${at}\`, [a link](../guides/page-${at}.md) and version 1.${at % 10}.\n`;

const page = (number: number): string => {
  const text = Array.from({ length: 100 }, (_, at) => line(number + at)).join("");
  return `${text}chat(model="owner-1/model-${number % 2_000}.5-instruct")\n${text}`.slice(0, length);
};

const settings = mentions({
  root: "",
  catalog: { sources: [] },
  mentions: { pages: ["**"], roles: { chat: { model: "owner-0/model-0.5-instruct" } } },
});
if (settings !== undefined) {
  const { names } = mentionIndex({
    settings,
    entries,
    excluded: [],
    lock: emptyLock,
    asked: undefined,
    trusted: true,
    file: "bench",
  });
  for (const count of [pages / 4, pages]) {
    const texts = Array.from({ length: count }, (_, at) => page(at));
    const before = process.cpuUsage();
    let found = 0;
    for (const text of texts) found += names.find(text).length;
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(
      `${count} pages: ${found} names, ${Math.round((user + system) / 1000)} ms of processor\n`,
    );
  }
}
