import type { NavigationSettings } from "../../src/config/settings.ts";
import type { SnapshotFile } from "../../src/model/file.ts";
import { type Edit, overlap, splice } from "../../src/page/page.ts";
import { error, fail, ok, type Outcome, type Problem, refuse, warning } from "../../src/model/problem.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Note } from "../../src/model/note.ts";
import type { Linker } from "../placing/links.ts";
import type { PlannedPage } from "../output.ts";
import { changeOf, referenceNotes } from "../placing/page-change.ts";
import type { Orphan, Past } from "../placing/past.ts";
import type { Renaming } from "../reference/renaming.ts";
import type { NavListed } from "./claim.ts";
import { findNavList, navPlace } from "./find.ts";
import { languageOf } from "../data/language.ts";
import { whereMoved } from "./gone.ts";
import { leftGroups } from "./left-groups.ts";
import { planNavList } from "./list.ts";
import { type DataNode, type DataReaders, listShape, shapeOf } from "../../src/text/data/node.ts";
import { siblingList, withGroup, withoutEmptyGroups } from "./groups.ts";
import { navReferences } from "./references.ts";

/** What navigation files are planned from. */
export type NavRequest = {
  readonly entries: readonly Entry[];
  readonly past: Past;
  readonly linker: Linker;
  readonly renamings: readonly Renaming[];
  readonly readers: DataReaders;
  /** Name of the config, for problems. */
  readonly file: string;
  /** A question, where a file that is there was probably meant by the path of one that isn't; "" for none. */
  readonly meant?: (path: string) => string;
};

/** More than this is no navigation file. */
const MAX_LENGTH = 2_000_000;

const read = (text: string, nav: NavigationSettings, { readers }: NavRequest): Outcome<DataNode> => {
  const reader = readers[languageOf(nav.file)];
  const root =
    reader === undefined || text.length > MAX_LENGTH
      ? { message: "The file is too large.", offset: 0 }
      : reader(text);
  if (!("message" in root)) return ok(root);
  const where = `${nav.file}:${text.slice(0, root.offset).split("\n").length}`;
  return refuse("nav-unreadable", where, root.message, "Correct the file there.");
};

const absent = (
  { file, where }: NavigationSettings,
  { file: config, meant = () => "" }: Pick<NavRequest, "file" | "meant">,
): Problem =>
  error(
    "page-not-found",
    `${config}: ${where}`,
    `There is no file \`${file}\` in the documentation.`,
    `${meant(file)}Correct \`file\` or \`root\`, or set \`optional\` for files that may be missing.`,
  );

/** A list whose edits would say something else than what is meant. */
export const unsettled = (path: string, navs: readonly NavigationSettings[], config: string): Problem =>
  error(
    "nav-unsettled",
    `${config}: ${navs.map(({ where }) => where).join(", ")}`,
    `${path} is written in a way in which its list can't be edited in place.`,
    "Give each element of the list a line of its own.",
  );

/** The entries that a list should show, with the links of its file: those that have what it links to. */
export const listedIn = (
  nav: NavigationSettings,
  entries: readonly Entry[],
  linker: Linker,
): readonly Entry[] =>
  linker
    .entries(entries.filter(nav.test), { folder: nav.base, encoded: false })
    .filter(({ fields }) => nav.snippets.every((snippet) => fields.has(`link:${snippet}`)));

/** A list's models and its past, with the links of its file; what another of `navs` at its place asks for isn't unwanted. */
export const listingOf = (
  nav: NavigationSettings,
  navs: readonly NavigationSettings[],
  { entries, linker, past }: Pick<NavRequest, "entries" | "linker" | "past">,
): { readonly listed: NavListed; readonly past: Past } => {
  const links = { folder: nav.base, encoded: false };
  const same = navs.filter((other) => other.file === nav.file && navPlace(other) === navPlace(nav));
  const unwanted = entries.filter((entry) => !same.some((other) => other.test(entry)));
  return {
    listed: { entries: listedIn(nav, entries, linker), unwanted: linker.entries(unwanted, links) },
    past: linker.past(past, links),
  };
};

/** What a file is before its lists are planned: with the groups that models need, which aren't there. */
type Begun = { readonly text: string; readonly root: DataNode; readonly problems: readonly Problem[] };

const isMissing = (root: DataNode, nav: NavigationSettings, { file }: Pick<NavRequest, "file">): boolean =>
  nav.made !== undefined && !findNavList(root, nav, file).ok;

/** Whether a list has models to come. */
const isWanted = (nav: NavigationSettings, { entries, linker, past }: NavRequest): boolean =>
  listedIn(nav, entries, linker).some((entry) => past.selected(entry));

const withGroups = (begun: Begun, navs: readonly NavigationSettings[], request: NavRequest): Begun =>
  navs.reduce<Begun>((all, nav) => {
    if (!isMissing(all.root, nav, request) || !isWanted(nav, request)) return all;
    const language = languageOf(nav.file);
    const parse = (text: string): DataNode | undefined => {
      const root = read(text, nav, request);
      return root.ok ? root.value : undefined;
    };
    const grown = withGroup({ ...all, language }, nav, navs, parse);
    const root = grown === undefined ? undefined : parse(grown.text);
    if (grown === undefined || root === undefined) return all;
    const { copied, like } = grown;
    const name = nav.made?.name ?? "";
    const told = warning(
      "nav-group-copied",
      `${nav.file}, ${navPlace(nav)}`,
      `The new group "${name}" has what "${like}" has of its own: ${copied.map((text) => JSON.stringify(text)).join(", ")}.`,
      "Correct it there; it stays as you write it.",
    );
    return { text: grown.text, root, problems: [...all.problems, ...(copied.length === 0 ? [] : [told])] };
  }, begun);

/** Plans the lists of one navigation file: `navs` are all those of the file. */
export const planNavFile = (
  navs: readonly NavigationSettings[],
  before: SnapshotFile | undefined,
  request: NavRequest,
): Outcome<PlannedPage | undefined> => {
  const [first] = navs;
  const { file } = request;
  if (first === undefined) return ok(undefined);
  const path = first.file;
  if (before === undefined)
    return ok(
      undefined,
      navs.filter(({ optional }) => !optional).map((nav) => absent(nav, request)),
    );
  const asIs = read(before.text, first, request);
  if (!asIs.ok) return asIs;
  const references = navReferences(asIs.value, first, request.renamings);
  const renamed = splice(before.text, references);
  const reread = references.length === 0 ? asIs : read(renamed, first, request);
  if (!reread.ok) return reread;
  const {
    text,
    root,
    problems: told,
  } = withGroups({ text: renamed, root: reread.value, problems: [] }, navs, request);
  const problems: Problem[] = [...told];
  const orphans: Orphan[] = [];
  const edits: Edit[] = [];
  const notes: Note[] = [...referenceNotes(references.length)];
  const records: PlannedPage["records"][number][] = [];
  const shapes = new Map<DataNode, string>();
  const language = languageOf(path);
  const emptied: NavigationSettings[] = [];
  const left = leftGroups(root, navs, (nav) => listedIn(nav, request.entries, request.linker));
  const lists = [...navs, ...left.keys()];
  const moved = whereMoved(request.past, lists, (nav) => {
    const list = findNavList(root, nav, file);
    return list.ok && list.value.type === "list" ? list.value.items : [];
  });
  for (const nav of lists) {
    const list = findNavList(root, nav, file);
    if (!list.ok) {
      if (left.has(nav) || (nav.made !== undefined && !isWanted(nav, request))) continue;
      if (!nav.optional) problems.push(...list.problems);
      continue;
    }
    const { listed, past } = listingOf(nav, navs, { ...request, past: moved });
    const shown = left.get(nav) ?? listed;
    const like = siblingList(root, nav, navs);
    const planned = planNavList({ text, list: list.value, language, like }, nav, shown, past);
    edits.push(...planned.edits);
    notes.push(...planned.notes);
    orphans.push(...planned.orphans);
    problems.push(...planned.problems);
    records.push({ page: path, place: navPlace(nav), kind: "entry", records: planned.records });
    shapes.set(list.value, planned.shape);
    if (nav.made !== undefined && planned.edits.length > 0 && planned.shape === listShape([]))
      emptied.push(nav);
  }
  if (overlap(edits)) return fail(...problems, unsettled(path, navs, file));
  const edited = splice(text, edits);
  // What was meant is compared with what a reader of the file finds: an edit that says anything else isn't made.
  const after = edits.length === 0 ? ok(root) : read(edited, first, request);
  if (!after.ok || shapeOf(after.value) !== shapeOf(root, shapes))
    return fail(...problems, unsettled(path, navs, file));
  const content = withoutEmptyGroups(edited, emptied, (again) => {
    const found = read(again, first, request);
    return found.ok ? found.value : undefined;
  });
  return ok(
    { change: changeOf({ path, kind: "navigation", before }, content, notes), records, orphans },
    problems,
  );
};
