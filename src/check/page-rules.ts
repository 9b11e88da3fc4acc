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

/** A way as pages are called, without what leads into a page. */
const nameOf = (way: string): string =>
  withoutPageEnding((way.split("#")[0] ?? "").replace(/^\.?\//, "").replace(/\/$/, ""));

/** So many ways tell where all begin. */
const mostTried = 20;

/** Where pages lie that end as ways of a menu do: many generators have all pages in a folder beside it (`docs`). */
const beginnings = (texts: Named["texts"], pages: ReadonlySet<string>): readonly RelativePath[] => {
  const names = new Set(texts.slice(0, mostTried).flatMap((each) => each.map(nameOf)));
  names.delete("");
  const found = [...pages].flatMap((page) =>
    [...names].flatMap((name) => (page.endsWith(`/${name}`) ? [page.slice(0, -name.length - 1)] : [])),
  );
  return [...new Set(found)];
};

const inNavigation = ({ settings, catalog }: Scene, pages: ReadonlySet<string>): readonly Named[] =>
  settings.navigation.map(({ file, base, item, test }) => {
    const items = catalog.entries.filter(test).map(({ fields }) => itemOf(item, fields));
    const texts = items.map((each) =>
      each.type === "text" ? [each.value.text] : each.pairs.map(([, { text }]) => text),
    );
    return { file, folders: [base, dirname(file), ...beginnings(texts, pages)], texts };
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
        const isWay = text !== "" && !text.startsWith("#");
        return isWay ? [{ text, leads: pages.has(join(folder, nameOf(text))) }] : [];
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
    if (scene.settings.navigation.length === 0 && scene.tables.length === 0) return [];
    const pages = pageNames(scene);
    const named = [...inNavigation(scene, pages), ...inTables(scene)].filter(({ texts }) =>
      texts.some((each) => each.some((text) => text !== "")),
    );
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
