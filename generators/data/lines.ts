/** Where the line of an offset begins. */
export const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

/** Where the line of an offset ends, before its line end. */
export const lineEnd = (text: string, at: number): number => {
  const feed = text.indexOf("\n", at);
  if (feed === -1) return text.length;
  return feed > at && text[feed - 1] === "\r" ? feed - 1 : feed;
};

/** Where the line after an offset's begins. */
export const nextLine = (text: string, at: number): number => {
  const feed = text.indexOf("\n", at);
  return feed === -1 ? text.length : feed + 1;
};

/** Characters between the start of a line and an offset; a byte order mark is none. */
export const columnOf = (text: string, at: number): number =>
  text.slice(lineStart(text, at), at).replace("\ufeff", "").length;

/** Whether only white space stands before an offset in its line. */
export const beginsLine = (text: string, at: number): boolean =>
  /^[ \t\ufeff]*$/.test(text.slice(lineStart(text, at), at));

/** The line end that a file uses. */
export const eolOf = (text: string): string => (/^[^\n]*\r\n/.test(text) ? "\r\n" : "\n");
