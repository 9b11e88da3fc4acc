import { dirname, join } from "node:path/posix";
import { itemOf } from "../../generators/navigation/item.ts";
import type { NavigationSettings } from "../config/settings.ts";
import type { RelativePath } from "../model/file.ts";
import { isPage, withoutPageEnding } from "../page/page-path.ts";
import type { Found, Rule, Scene } from "./types.ts";

/** What a list leads to: the way of an element as the file has it, and whether a page is there. */
type Way = { readonly text: string; readonly leads: boolean };

/** The share of a list's ways that lead to pages where such ways are meant. */
const leastShare = 0.5;

/** The pages that there are, as a menu may name them. */
const pageNames = ({ snapshot, others }: Scene): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const path of [...snapshot.keys(), ...others.keys()]) {
    if (!isPage(path)) continue;
    const name = withoutPageEnding(path);
    names.add(name).add(name.replace(/(?:^|\/)(?:index|README)$/, ""));
  }
  return names;
};

/** The ways of a list's models, by the value of an item and the folder with which most of them lead to pages. */
const waysOf = (nav: NavigationSettings, scene: Scene, pages: ReadonlySet<string>): readonly Way[] => {
  const items = scene.catalog.entries.filter(nav.test).map(({ fields }) => itemOf(nav.item, fields));
  const texts = items.map((item) =>
    item.type === "text" ? [item.value.text] : item.pairs.map(([, { text }]) => text),
  );
  const tried = [nav.base, dirname(nav.file)].flatMap((base: RelativePath) =>
    (texts[0] ?? []).map((_, place) =>
      texts.flatMap((each): readonly Way[] => {
        const text = each[place] ?? "";
        const name = withoutPageEnding(join(base, text.replace(/^\.?\//, "").replace(/\/$/, "")));
        return text === "" ? [] : [{ text, leads: pages.has(name) }];
      }),
    ),
  );
  const count = (ways: readonly Way[]): number => ways.filter(({ leads }) => leads).length;
  const [best = []] = tried.sort((a, b) => count(b) - count(a));
  return count(best) > 0 && count(best) >= leastShare * best.length ? best : [];
};

const missing: Rule = {
  name: "page-missing",
  judge: (scene) => {
    if (scene.settings.navigation.length === 0) return [];
    const pages = pageNames(scene);
    return scene.settings.navigation.flatMap((nav): readonly Found[] => {
      const lines = (scene.snapshot.get(nav.file)?.text ?? "").split("\n");
      return waysOf(nav, scene, pages).flatMap(({ text, leads }): readonly Found[] => {
        const line = leads ? -1 : lines.findIndex((each) => each.includes(text));
        if (line === -1) return [];
        const message = `\`${text}\` leads to no page; those of other models do.`;
        return [
          {
            path: nav.file,
            line: line + 1,
            message,
            fix: "Write the page, or declare a snippet that makes it.",
          },
        ];
      });
    });
  },
};

/** Rules about lists of navigation. */
export const navigationRules: readonly Rule[] = [missing];
