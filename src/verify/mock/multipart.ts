/** Bytes of a `multipart/form-data` body → its parts (RFC 7578). */

/** One part; `filename` only where the sender gave one. */
export type FormPart = { readonly name: string; readonly filename?: string; readonly bytes: Buffer };

/** A parameter of a header, quoted or not: browsers and curl write `"` in a name as `%22`, or escape it. */
const parameter = (header: string, name: string): string | undefined => {
  const match = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, "i").exec(header);
  return (match?.[1] ?? match?.[2])?.replace(/\\(.)/g, "$1").replace(/%22/g, '"');
};

const readPart = (bytes: Buffer): FormPart | undefined => {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const headers = bytes.subarray(0, end).toString("utf8").split("\r\n");
  const disposition = headers.find((line) => /^content-disposition:\s*form-data/i.test(line));
  const name = disposition === undefined ? undefined : parameter(disposition, "name");
  if (disposition === undefined || name === undefined) return undefined;
  const filename = parameter(disposition, "filename");
  return { name, ...(filename === undefined ? {} : { filename }), bytes: bytes.subarray(end + 4) };
};

/** Splits the body at its boundary; undefined when it is not what its content type announces. */
export const readMultipart = (contentType: string, body: Buffer): readonly FormPart[] | undefined => {
  const boundary = parameter(contentType, "boundary");
  if (boundary === undefined || boundary === "") return undefined;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const all = Buffer.concat([Buffer.from("\r\n"), body]);
  const parts: FormPart[] = [];
  let start = all.indexOf(delimiter);
  while (start >= 0) {
    const from = start + delimiter.length;
    if (all.subarray(from, from + 2).toString("latin1") === "--") return parts;
    const next = all.indexOf(delimiter, from);
    // White space may follow the boundary on its line.
    const line = all.indexOf("\r\n", from);
    if (next < 0 || line < 0) return undefined;
    const part = readPart(all.subarray(line + 2, Math.max(next, line + 2)));
    if (part === undefined) return undefined;
    parts.push(part);
    start = next;
  }
  return undefined;
};
