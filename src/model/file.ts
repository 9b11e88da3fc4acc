/** Lower-case hex SHA-256 of a file's bytes or of canonical JSON. */
export type Digest = string;

/** A path relative to the documentation root, with `/` between its parts. */
export type RelativePath = string;
