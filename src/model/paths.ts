import { error, type Problem } from "./problem.ts";
import type { RelativePath } from "./file.ts";

/** What most file systems take for one name, in bytes of UTF-8. */
const longestPart = 255;
/** What every platform takes for a whole path, with room left for the root. */
const longestPath = 1024;

const devices = new Set(["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"]);
for (const digit of "0123456789") devices.add(`COM${digit}`).add(`LPT${digit}`);
const longestDevice = 7;

/** Characters that a reader can't see, or that reorder what a reader sees. */
const invisible: readonly (readonly [number, number])[] = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0xe0000, 0xe0fff],
];

const isControl = (code: number): boolean => code < 0x20 || (code >= 0x7f && code <= 0x9f);
const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;
const isInvisible = (code: number): boolean =>
  code >= 0xad && invisible.some(([from, to]) => code >= from && code <= to);

/** The path as it may be printed: what can't be seen as its code point, and never more than a line. */
const printable = (path: string): string => {
  let shown = "";
  for (const character of path.slice(0, 80)) {
    const code = Number(character.codePointAt(0));
    const plain = !isControl(code) && !isSurrogate(code) && !isInvisible(code);
    shown += plain ? character : `\\u{${code.toString(16)}}`;
  }
  return path.length > 80 ? `${shown}…` : shown;
};

type Finding = readonly [code: string, message: string, fix: string];

/** Characters of which none is a finding; nearly every path has no others, and there may be very many paths. */
const harmless = /^[\w./ @~+=,-]*$/;

const checkCharacters = (path: string): Finding | undefined => {
  if (harmless.test(path)) return undefined;
  for (const character of path) {
    const code = Number(character.codePointAt(0));
    if (isControl(code) || isSurrogate(code))
      return ["path-control", "The path holds a control character or half a character.", "Take it out."];
    if (isInvisible(code))
      return [
        "path-invisible",
        "The path holds a character that can't be seen or that turns the text round.",
        "Take it out.",
      ];
    if (character === "\\")
      return [
        "path-backslash",
        "The path holds a backslash, which parts folders on Windows only.",
        "Part folders with `/`.",
      ];
    if (character === ":")
      return [
        "path-colon",
        "The path holds a colon, which names a drive or a stream on Windows.",
        "Take the colon out.",
      ];
    if ('<>"|?*'.includes(character))
      return [
        "path-reserved",
        `The path holds ${character}, which Windows doesn't allow in names.`,
        "Take it out.",
      ];
  }
  return undefined;
};

const checkPart = (part: string): Finding | undefined => {
  if (part === "")
    return ["path-empty-part", "The path has an empty part.", "Write single slashes, none at the end."];
  if (part === "." || part === "..")
    return [
      "path-dots",
      "The path has a part that means this folder or the one above.",
      "Write the path without it.",
    ];
  if (part.endsWith(".") || part.endsWith(" "))
    return [
      "path-trailing",
      "A part of the path ends with a dot or a space, which Windows drops.",
      "Take it off.",
    ];
  if (part.length * 3 > longestPart && Buffer.byteLength(part) > longestPart)
    return ["path-long", `A part of the path is longer than ${longestPart} bytes.`, "Shorten it."];
  const dot = part.indexOf(".");
  const stem = (dot < 0 ? part : part.slice(0, dot)).trimEnd();
  if (stem.length <= longestDevice && devices.has(stem.toUpperCase()))
    return [
      "path-device",
      `${stem.toUpperCase()} is the name of a device on Windows.`,
      "Choose another name.",
    ];
  const folded = part.toLowerCase();
  if (folded === ".git" || folded.startsWith("git~"))
    return ["path-git", "The path leads into git's own folder.", "Choose another folder."];
  return undefined;
};

const checkForm = (path: string): Finding | undefined => {
  const found = checkCharacters(path);
  if (found !== undefined) return found;
  for (const part of path.split("/")) {
    const wrong = checkPart(part);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
};

const find = (path: string): Finding | undefined => {
  if (path === "") return ["path-empty", "The path is empty.", "Name a file."];
  // Measured first, so that a name of ten megabytes costs nothing more than this line.
  if (path.length > longestPath || Buffer.byteLength(path) > longestPath)
    return ["path-long", `The path is longer than ${longestPath} bytes.`, "Shorten it."];
  if (path.startsWith("/"))
    return ["path-absolute", "The path is absolute.", "Write it relative to the documentation root."];
  const wrong = checkForm(path);
  if (wrong !== undefined || Buffer.byteLength(path) === path.length) return wrong;
  // What is left concerns only paths beyond ASCII.
  if (path.normalize("NFC") !== path)
    return [
      "path-normal-form",
      "The path isn't in Unicode's composed form (NFC), so platforms differ on its name.",
      "Write it in NFC.",
    ];
  // Some tools fold compatibility forms: full-width dots would become `..`, a full-width colon a drive.
  const folded = path.normalize("NFKC");
  if (folded.split("/").length !== path.split("/").length || checkForm(folded) !== undefined)
    return [
      "path-lookalike",
      "The path holds characters that some platforms read as dots, slashes or device names.",
      "Use plain letters.",
    ];
  return undefined;
};

/**
 * Judges a path that is about to be read, written or deleted: relative, with `/` between its parts, and
 * naming the same file inside the root on every platform. Takes time in proportion to the path's length, with a cap.
 * @returns what is wrong with it, or undefined when it is safe
 */
export const checkPath = (path: RelativePath): Problem | undefined => {
  const found = find(path);
  return found === undefined ? undefined : error(found[0], printable(path), found[1], found[2]);
};

/** A path as file systems compare it that tell no case and no normal form apart. */
export const foldPath = (path: string): string =>
  harmless.test(path)
    ? path.toLowerCase()
    : path.normalize("NFD").toUpperCase().toLowerCase().normalize("NFC");

/**
 * Finds outputs that can't live together on every platform: two whose names, or the names of folders on their
 * way, differ only in case or Unicode normal form, and one that is a file where another needs a folder.
 * The same path given twice is no clash.
 * @returns one problem for each clash, in the order of the paths
 */
export const clashes = (paths: readonly RelativePath[]): readonly Problem[] => {
  const spelled = new Map<string, string>();
  const keys = new Map(paths.map((path) => [path, foldPath(path)]));
  const files = new Set(keys.values());
  // Folders that were judged and found good.
  const good = new Set<string>();
  const problems: Problem[] = [];
  for (const [path, whole] of keys) {
    for (let end = path.indexOf("/"); ; end = path.indexOf("/", end + 1)) {
      const name = end < 0 ? path : path.slice(0, end);
      if (end >= 0 && good.has(name)) continue;
      const key = end < 0 ? whole : foldPath(name);
      const other = spelled.get(key) ?? name;
      spelled.set(key, other);
      if (other !== name) {
        const message = `The path differs from ${printable(other)} only in case or Unicode form; some platforms take them for one.`;
        problems.push(error("path-clash", printable(path), message, "Rename one of the two."));
        break;
      }
      if (end < 0) break;
      if (files.has(key)) {
        const message = `${printable(name)} is to be a file, yet this path needs it to be a folder.`;
        problems.push(error("path-file-and-folder", printable(path), message, "Rename one of the two."));
        break;
      }
      good.add(name);
    }
  }
  return problems;
};
