import type { RelativePath } from "../model/file.ts";
import type { Place, Settings } from "./settings.ts";

const copiesOf = <T extends Place>(targets: readonly T[], paths: readonly RelativePath[]): readonly T[] =>
  targets.flatMap((target) => {
    const { pages } = target;
    const found = pages === undefined ? [] : paths.filter((path) => pages(path));
    // Where there is none, the pattern is the page that isn't there.
    return found.length === 0 ? [target] : found.map((page) => ({ ...target, page }));
  });

/**
 * The settings with a target for each copy of a page; `list` gives the files of the documentation, and is called
 * only where it is needed.
 */
export const withCopies = (settings: Settings, list: () => readonly RelativePath[]): Settings => {
  if (![...settings.sections, ...settings.tables].some(({ pages }) => pages !== undefined)) return settings;
  const all = [...list()].sort();
  const sections = copiesOf(settings.sections, all);
  const tables = copiesOf(settings.tables, all);
  const copies = new Set([...sections, ...tables].map(({ page }) => page));
  return {
    ...settings,
    sections,
    tables,
    isProtected: (path) => copies.has(path) || settings.isProtected(path),
    isUntouched: (path) => !copies.has(path) && settings.isUntouched(path),
  };
};
