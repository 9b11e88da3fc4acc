/** A multipart form whose parts have media types or styles of their own, which `FormData` can't give them. */
import type { Encoder } from "./body.ts";
import { itemsOf, membersOf, type Style, text } from "./styles.ts";

/** What the platform does to a name that would break out of its quotes. */
const escaped = (name: string): string =>
  name.replace(/\r/g, "%0D").replace(/\n/g, "%0A").replaceAll('"', "%22");

const partOf = (name: string, item: unknown, given: string): readonly (string | Blob)[] => {
  const [first = ""] = given.split(",");
  const declared = first.includes("*") ? "" : first.trim();
  const isFile = item instanceof Blob;
  const type = (isFile ? item.type : "") || declared || (isFile ? "application/octet-stream" : "");
  const filename = isFile ? `; filename="${escaped(item instanceof File ? item.name : "blob")}"` : "";
  const head = `Content-Disposition: form-data; name="${escaped(name)}"${filename}\r\n`;
  return [`${head}${type === "" ? "" : `Content-Type: ${type}\r\n`}\r\n`, isFile ? item : text(item)];
};

/** A form whose named parts are of a media type, or written in a style; a list is a part for each item. */
export const styledMultipart =
  (styles: readonly (readonly [name: string, style: string | Style])[]): Encoder =>
  (value) => {
    const known = new Map(styles);
    const boundary = `----${crypto.randomUUID()}`;
    const chunks: (string | Blob)[] = [];
    const append = (part: readonly (string | Blob)[]): void => {
      chunks.push(`--${boundary}\r\n`, ...part, "\r\n");
    };
    for (const [name, member] of membersOf(value) ?? []) {
      const style = known.get(name) ?? "";
      if (typeof style === "string")
        for (const item of itemsOf(member) ?? [member]) append(partOf(name, item, style));
      else
        for (const pair of style(name, member)) {
          const [key = "", inner = ""] = pair.split("=").map(decodeURIComponent);
          append(partOf(key, inner, ""));
        }
    }
    chunks.push(`--${boundary}--\r\n`);
    return { content: new Blob(chunks), type: `multipart/form-data; boundary=${boundary}` };
  };
