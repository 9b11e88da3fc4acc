const forms = [
  /^<!--\s*(.*?)\s*-->$/,
  /^\{\/\*\s*(.*?)\s*\*\/\}$/,
  /^\[(?:\/\/|comment|_)\]:\s*(?:#|<>)\s*(?:\(\s*(.*?)\s*\)|"\s*(.*?)\s*"|'\s*(.*?)\s*')$/,
  /^\{#-?\s*(.*?)\s*-?#\}$/,
  /^\{%-?\s*comment\s*-?%\}\s*(.*?)\s*\{%-?\s*endcomment\s*-?%\}$/,
  /^#\s+(.*)/,
  /^\/\/\s*(.*)/,
];

/** The text of a line that is a comment, in whatever syntax; undefined where it is none. */
export const commentText = (line: string): string | undefined => {
  for (const form of forms) {
    const match = form.exec(line.trim());
    if (match !== null) return match[1] ?? match[2] ?? match[3];
  }
  return undefined;
};
