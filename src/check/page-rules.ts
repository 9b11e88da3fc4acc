import { dirname, join } from "node:path/posix";
import { itemOf } from "../../generators/navigation/item.ts";
import type { RelativePath } from "../model/file.ts";
import { addressIn } from "../page/links.ts";
import { isPage, withoutPageEnding } from "../page/scan.ts";
import { escapePattern } from "../text/escape-pattern.ts";
import type { Found, Rule, Scene } from "./types.ts";

/** What a list leads to: the way of an element as the file has it, and whether a page is there. */
type Way = { readonly text: string; readonly leads: boolean };

/** The share of a list's ways that lead to pages where such ways are meant. */
const leastShare = 0.5;

/** The pages that there are, as a menu may name them. */
const pageNames = ({ paths }: Scene): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const path of paths()) {
    if (!isPage(path)) continue;
    const name = withoutPageEnding(path);
    names.add(name).add(name.replace(/(?:^|\/)(?:index|README)$/, ""));
  }
  return names;
};

/** The ways that the models of one place name, by its value, and the folders that they may begin at. */
type Named = {
  readonly file: RelativePath;
  readonly folders: readonly RelativePath[];
  /** For each model the texts of its values. */
  readonly texts: readonly (readonly string[])[];
};

const inNavigation = ({ settings, catalog }: Scene): readonly Named[] =>
  settings.navigation.map(({ file, base, item, test }) => {
    const items = catalog.entries.filter(test).map(({ fields }) => itemOf(item, fields));
    const texts = items.map((each) =>
      each.type === "text" ? [each.value.text] : each.pairs.map(([, { text }]) => text),
    );
    return { file, folders: [base, dirname(file)], texts };
  });

const inTables = ({ tables }: Scene): readonly Named[] =>
  tables.map(({ page: { path }, matched: { subjects } }) => ({
    file: path,
    folders: [dirname(path), ""],
    texts: subjects.map(({ cells }) => cells.map((cell) => addressIn(cell) ?? "")),
  }));

/** The ways of a place, by the value and the folder with which most of them lead to pages. */
const waysOf = ({ folders, texts }: Named, pages: ReadonlySet<string>): readonly Way[] => {
  const tried = folders.flatMap((folder) =>
    (texts[0] ?? []).map((_, place) =>
      texts.flatMap((each): readonly Way[] => {
        const text = each[place] ?? "";
        const [way = ""] = text.split("#");
        const name = withoutPageEnding(join(folder, way.replace(/^\.?\//, "").replace(/\/$/, "")));
        return way === "" ? [] : [{ text, leads: pages.has(name) }];
      }),
    ),
  );
  const counted = tried.map((ways) => ({ ways, count: ways.filter(({ leads }) => leads).length }));
  const [{ ways, count } = { ways: [], count: 0 }] = counted.toSorted((a, b) => b.count - a.count);
  return count > 0 && count >= leastShare * ways.length ? ways : [];
};

const missing: Rule = {
  name: "page-missing",
  judge: (scene) => {
    const named = [...inNavigation(scene), ...inTables(scene)].filter(({ texts }) =>
      texts.some((each) => each.some((text) => text !== "")),
    );
    if (named.length === 0) return [];
    const pages = pageNames(scene);
    return named.flatMap((each): readonly Found[] => {
      const { file } = each;
      const lost = waysOf(each, pages).filter(({ leads }) => !leads);
      if (lost.length === 0) return [];
      const lines = (scene.snapshot.get(file)?.text ?? "").split("\n");
      return lost.flatMap(({ text }): readonly Found[] => {
        const whole = new RegExp(`(?<![\\w./-])${escapePattern(text)}(?!\\.?[\\w/-])`, "u");
        const line = lines.findIndex((own) => whole.test(own));
        if (line === -1) return [];
        const message = `\`${text}\` leads to no page; those of other models do.`;
        const fix = "Write the page, or declare a snippet that makes it.";
        return [{ path: file, line: line + 1, message, fix }];
      });
    });
  },
};

/** Rules about what leads to pages. */
export const pageRules: readonly Rule[] = [missing];
