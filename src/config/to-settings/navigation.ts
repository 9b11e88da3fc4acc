import { dirname } from "node:path/posix";
import type { Config, NavigationConfig, NavigationGroupConfig } from "../config.gen.ts";
import { parseExpression } from "../expression.ts";
import { linkNames } from "../../page/links.ts";
import { withoutPageEnding } from "../../page/scan.ts";
import { keyIndex } from "../nav-key.ts";
import type { NavigationSettings, NavItemSettings } from "../settings.ts";
import { order, test, way } from "./place.ts";

const item = ({ file, item: config }: NavigationConfig): NavItemSettings => {
  // What a menu of AsciiDoc leads to is read without the ending that it must have.
  const parse = (text: string) =>
    parseExpression(/\.a(?:sciidoc|doc|sc)$/i.test(file) ? withoutPageEnding(text) : text);
  if (typeof config === "string") return { type: "text", value: parse(config) };
  return {
    type: "map",
    pairs: Object.entries(config).map(([key, value]) => [
      parseExpression(key),
      typeof value === "string" ? parse(value) : value,
    ]),
  };
};

const groupOf = ({ by, path, order: sorted }: NavigationGroupConfig) => ({
  by,
  path: way(path),
  order: { ...order({ ...sorted, by: "name" }), position: "sorted" as const },
});

const folderOf = (file: string): string => (dirname(file) === "." ? "" : dirname(file));

/** The lists of navigation files. */
export const navigation = ({
  navigation: all = [],
  snippets = [],
  claim = "as-made",
}: Config): readonly NavigationSettings[] => {
  const links = linkNames(snippets);
  return all.map((config, index) => {
    const said = JSON.stringify(config.item);
    const gap = typeof config.item === "string" ? /\n([ \t]*)$/.exec(config.item)?.[1] : undefined;
    const linked = [...links].filter(([name]) => said.includes(`{${name}}`));
    return {
      file: config.file,
      path: way(config.path),
      item: item(config),
      ...(gap === undefined ? {} : { gap }),
      key: typeof config.item === "string" ? 0 : (keyIndex(config.item, config.key) ?? 0),
      base: config.base ?? folderOf(config.file),
      snippets: [...new Set(linked.map(([, snippet]) => snippet))],
      order: order(config.order),
      test: test(config.where),
      ...(config.group === undefined ? {} : { group: groupOf(config.group) }),
      claim: config.claim ?? claim,
      optional: config.optional ?? false,
      where: `navigation[${index}]`,
    };
  });
};
