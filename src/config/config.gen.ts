/* Made from schemas/config.schema.json by `npm run generate`: edit the schema instead. */

/**
 * A JSON value without objects.
 */
export type FieldValue = (string | number | boolean | null | (string | number | boolean | null)[])
/**
 * One named step from text to text. Slugs, display names and fields are made by ordered lists of them.
 */
export type TextRule = (PlainRule | TokensRule | PriceRule | RoundRule | ThousandsRule | UnitsRule | PercentRule | TimesRule | DateRule | LookupRule | ReplaceRule | RegexRule | StripRule | TakeRule | MapRule | LinesRule | WrapRule | JoinListRule | SortListRule | WhenRule)
/**
 * The way to a list in YAML, TOML, JSON or literals of JavaScript.
 */
export type DataPath = (string | number | {
[k: string]: string
})[]
/**
 * Some words.
 * 
 * @minItems 1
 */
export type Words = string[]
/**
 * Whose is what was there before the tool: files, entries, rows, elements of navigation. `as-made`: what is just as it would be made is the tool's, so it follows the catalog and goes with its model. `all`: what differs is the tool's too; its text stays until the catalog or the template changes it. `none`: all of it is people's, and never changed; what the lock had as the tool's is given back to people, and what is made from then on is the tool's. A section, table or navigation list may say it for itself; `--claim` says it for one run, also later.
 */
export type ClaimConfig = ("as-made" | "all" | "none")

/**
 * What kluster-gen keeps in step: where the catalog comes from, how its records become entries, and which files, page sections and tables they appear in. Relative paths are relative to the config file, except paths of outputs and pages, which are relative to `root`.
 */
export interface Config {
/**
 * Where this schema is, for editors.
 */
$schema?: string
/**
 * Folder of the documentation. Nothing outside it is ever written.
 */
root: string
/**
 * Folder of your templates, `<kind>/<set>/<language>.ejs`. A template that isn't there is looked for among the package's own.
 */
templates?: string
/**
 * Constants for the templates, read there as `it.vars.NAME`.
 */
vars?: {
[k: string]: FieldValue
}
catalog: CatalogConfig
/**
 * Models that the documentation doesn't show: each rule names a reason and when it holds.
 */
exclude?: ExcludeConfig[]
slug?: SlugConfig
/**
 * What a model can do, in order. The first one that holds and names a template set chooses the templates.
 * 
 * @minItems 1
 */
capabilities?: CapabilityConfig[]
/**
 * The snippets that each model gets.
 */
snippets?: SnippetConfig[]
includes?: IncludesConfig
/**
 * Block formats of your own, by name: how an entry of a page section is written and recognised.
 */
formats?: {
[k: string]: FormatConfig
}
/**
 * Page sections with one entry for each model.
 */
sections?: SectionConfig[]
/**
 * Tables with one row for each model.
 */
tables?: TableConfig[]
/**
 * Lists of navigation files (YAML, TOML, JSON), with one element for each model. They are edited in place: comments, quotes and order stay.
 */
navigation?: NavigationConfig[]
/**
 * Values in running text that follow the catalog: a number of models, a list of names, the newest model, the declared date.
 */
counters?: CounterConfig[]
/**
 * An OpenAPI Overlay that gives operations of the API the snippets of a kind as `x-codeSamples`, in every language that there is, and follows the catalog.
 */
codeSamples?: {
/**
 * Where the overlay goes, relative to `root`.
 */
path: string
/**
 * By `METHOD /path` as the document writes them.
 */
operations: {
[k: string]: {
/**
 * Kind of the snippets.
 */
kind: string
/**
 * ID of the model whose snippets are shown; the first that has some when left out.
 */
model?: string
}
}
}
/**
 * Whole files made from all models, and entries that tell what changed of them, each by a template: a list of models as data, `llms.txt`, a changelog, a feed, a table of models that left.
 */
documents?: DocumentConfig[]
/**
 * Where the documentation names models: examples follow the model that a role stands for, and names of models that left are reported or replaced.
 */
mentions?: MentionsConfig
/**
 * The date that counters may show, as `YYYY-MM-DD`. `--date` comes before the environment's `SOURCE_DATE_EPOCH`, and that before this. Nothing else tells the time.
 */
date?: string
client?: ClientConfig
verify?: VerifyConfig
/**
 * Models whose ID changed: their files, entries and rows follow, with all that people wrote in them, as soon as the catalog has the new ID and not the old one.
 */
moved?: MovedConfig[]
removal?: RemovalConfig
policy?: PolicyConfig
/**
 * Whose is what was there before.
 */
claim?: ClaimConfig
check?: CheckConfig
/**
 * Glob patterns of files, relative to `root`, that belong to people: never written, not even to follow a renamed file in a link, and never taken for a model's snippet.
 */
protect?: string[]
}
/**
 * Where the model catalog comes from and how a record becomes an entry.
 */
export interface CatalogConfig {
/**
 * Mapping to start from: the name of one that comes with the package, or the path of a JSON file of your own, which holds `catalog`, `exclude`, `slug` and `capabilities` as a config does. What you write beside it goes before: `fields`, `lookups` and `slug` by key, everything else as a whole.
 */
preset?: string
/**
 * Tried in order; the first that answers is used.
 * 
 * @minItems 1
 */
sources?: SourceConfig[]
/**
 * Further sources, each of whose records is joined with the catalog's record of the same ID, in this order: people's own facts, or another endpoint.
 */
merge?: MergeConfig[]
/**
 * Path of the list of records in the document. `*` takes every item of a list or map: `*.models` are the models of all providers, and what the provider is called is the field `provider` (the record's `$key`) unless that is mapped; what the provider's own record has is at `$parent.name` and the like. Left out when the document itself is the list; a document that is one is taken whatever this says.
 */
list?: string
/**
 * Reads a map from key to record as a list of records: a record that lacks this key gets it, with the map's key as its value. `id` where `list` has a `*`.
 */
keyField?: string
/**
 * The fields that tell models apart together, where an ID recurs: a model is then called by all of them with `/` between them, in the lock, in `--model` and for its slug. The field `id` stays as it is.
 * 
 * @minItems 1
 */
key?: string[]
/**
 * How a list that comes in pages is read. `auto` follows what the answers say (`has_more` with `last_id`, page tokens, addresses, `Link`, page numbers, offset and total); an answer, or a file, that says that there is more is never taken for the whole. `none` takes one answer for the whole, whatever it says.
 */
paging?: (("auto" | "none") | PagingRule)
/**
 * Characters that one text of a record may have where a field reads it; a longer one is a problem that names record and field.
 */
maxText?: number
/**
 * JSON Schema (draft-07) file that every record must satisfy.
 */
recordSchema?: string
/**
 * Tables from text to text, by name, for the rule `lookup`.
 */
lookups?: {
[k: string]: LookupConfig
}
/**
 * The entry's fields by name. `id` is required; `name` is the display name and is the ID unless it is mapped.
 */
fields?: {
[k: string]: FieldConfig
}
}
/**
 * One place of the catalog: a `file`, a `url`, or `files` with a model each.
 */
export interface SourceConfig {
/**
 * Path of a JSON, YAML or TOML file.
 */
file?: string
/**
 * An https address that answers with JSON, or with what `format` says.
 */
url?: string
/**
 * Glob pattern of files with one record each, or with a list of them where there is one. A record gets the key `$file`: its file's path below the folder that the pattern begins with, without the ending.
 */
files?: string
/**
 * What the bytes are. Left out: by the ending `.json`, `.yaml`, `.yml` or `.toml`, and JSON where there is none of these.
 */
format?: ("json" | "yaml" | "toml")
/**
 * Milliseconds that one attempt may take, body included.
 */
timeoutMs?: number
/**
 * Further attempts after 429, 5xx or a network error, with growing pauses.
 */
retries?: number
/**
 * Bytes that the decoded answer, or the file, may have.
 */
maxBytes?: number
/**
 * Name of the environment variable that holds the bearer key. The key itself is never printed or saved.
 */
authEnv?: string
/**
 * Headers of the requests: the name of the environment variable that holds the value, or a `value` that is no secret. They go to the source's own origin alone, and what a variable holds is never printed or saved.
 */
headers?: {
[k: string]: string | HeaderConfig
}
}
/**
 * The value of a header: that of an environment variable (`env`), or a text that is no secret (`value`).
 */
export interface HeaderConfig {
/**
 * Name of the variable.
 */
env?: string
/**
 * The text.
 */
value?: string
}
/**
 * A further source whose records are joined with the catalog's by ID, before fields are mapped: objects key by key, anything else as a whole.
 */
export interface MergeConfig {
/**
 * Where the records are; it must answer.
 */
source: SourceConfig
/**
 * Path of the list of records in this document, as in `catalog.list`.
 */
list?: string
/**
 * Reads a map from key to record, as in `catalog.keyField`.
 */
keyField?: string
/**
 * How its pages follow each other, as in `catalog.paging`.
 */
paging?: (("auto" | "none") | PagingRule)
/**
 * Path of the model's ID in these records. Left out: the catalog's own mapping of `id`.
 */
id?: string
/**
 * `override`: what stands here goes before the catalog. `fill`: it is used where the catalog has nothing, null or empty text.
 */
mode?: ("override" | "fill")
/**
 * Models that only this source knows are added to the catalog. Without it they are reported as a warning.
 */
adds?: boolean
}
/**
 * How one answer of a list leads to the next. What an answer says itself is heard too: a list that ends while its last answer says that there is more is refused.
 */
export interface PagingRule {
/**
 * `cursor`: the value at `next` goes into the query parameter `param`. `url`: the address at `next`. `link`: the header `Link` with `rel="next"`. `page`: the page's number, `offset`: the number of records so far go into `param`.
 */
by: ("cursor" | "url" | "link" | "page" | "offset")
/**
 * Path of the cursor or address in the answer.
 */
next?: string
/**
 * Path of what says, as true or false, whether there is more. Left out: as long as `next` gives something.
 */
more?: string
/**
 * Query parameter that carries the cursor (`cursor`), the page's number (`page`) or the offset (`offset`); those names when it is left out.
 */
param?: string
/**
 * Path of the number of pages.
 */
pages?: string
/**
 * Path of the number of records in all; another number of records is refused.
 */
total?: string
/**
 * Records of a full page: a page with fewer is the last where neither `pages` nor `total` says so.
 */
size?: number
/**
 * Query parameter that asks for `size` records.
 */
sizeParam?: string
/**
 * Number of the first page.
 */
start?: number
/**
 * More pages than this are refused.
 */
maxPages?: number
}
/**
 * A table from text to text, from a file or given as `values`.
 */
export interface LookupConfig {
/**
 * The table.
 */
values?: {
[k: string]: string
}
/**
 * JSON, YAML or TOML file that holds the table: one object, text to text.
 */
file?: string
/**
 * What a key of the table is: the whole text (`exact`), how it begins (`prefix`, the longest wins), or a regular expression that is found in it (`pattern`, the first wins).
 */
by?: ("exact" | "prefix" | "pattern")
/**
 * Capital and small letters count as the same.
 */
ignoreCase?: boolean
}
/**
 * How one field of an entry is made: read from the record (`path`), from another field (`of`), made of several (`text`) or given (`value`), then put through `rules`.
 */
export interface FieldConfig {
/**
 * Path in the record: keys with dots between them. `list[0]` is an item by its place, `list[key=value]` the first item that has this value, `list[*].key` all of them as a list (`map[*]` the values of a map; see `each`), and `["a.b"]` a key with a dot in it.
 */
path?: string
/**
 * Name of another field of this entry, declared earlier.
 */
of?: string
/**
 * The value itself, the same for every model.
 */
value?: FieldValue
/**
 * Text with `{field}` placeholders of fields that are declared earlier. It counts as missing where all of them are empty.
 */
text?: string
each?: EachConfig
/**
 * The field is made so only for models for which this holds: a test of fields that are declared earlier.
 */
when?: Predicate
/**
 * The value where `when` doesn't hold, text with `{field}` placeholders as `text` has it. Left out: `else`, then `default`.
 */
otherwise?: FieldValue
/**
 * What the value must be in the record; a record where it is something else is malformed.
 */
type?: ("string" | "number" | "boolean" | "list")
/**
 * What is made of the value: `number` of numeric text; `boolean` of true/false, yes/no, on/off and 1/0; `list` of one value, or of text by `split`; `date` (`2025-06-11`, or `2025-06` and `2025` where no more is known) of Unix seconds or milliseconds, of ISO text, `20250611` and English words. A value that it can't be made of is malformed.
 */
as?: ("number" | "boolean" | "list" | "date")
/**
 * Separator of the parts that `as: "list"` makes of text.
 */
split?: string
/**
 * Makes true or false of a list: whether this is an item of it.
 */
contains?: (string | number | boolean)
missing?: MissingConfig
/**
 * What a null in the record becomes. Without it, null counts as missing.
 */
nullValue?: FieldValue
/**
 * A record without it is malformed.
 */
required?: boolean
/**
 * Applied in order to the value as text.
 */
rules?: TextRule[]
/**
 * The value where there is none and `else` gives none either.
 */
default?: FieldValue
/**
 * How the field is made where `path` or `of` gives nothing.
 */
else?: FieldConfig
}
/**
 * Makes a text of each item that the `*` of `path` takes, and a list of them; those of a map come in the natural order of their keys. `joinList` makes one text of them.
 */
export interface EachConfig {
/**
 * `{key}` is the item's key in the map, or its place in the list; `{value}` is what the path leads to, and `{value.a.b}` something in it.
 */
text: string
/**
 * Applied in order to each `{value}`.
 */
rules?: TextRule[]
}
/**
 * `lowercase`, `uppercase`, `trim`; `collapse` makes one space of every run of white space; `words` makes spaces of `-` and `_`; `ascii` drops accents and what isn't ASCII; `stripTags` drops HTML tags and decodes entities; `firstSentence` ends before the first full stop; `titleCase` begins every word with a capital letter and leaves the rest of it, `sentenceCase` the first word alone; `number` makes plain digits of `131,072`, `1.5K`, `2M`, `70B` (billions) and `128 KiB`; `count` is how many items a list has.
 */
export interface PlainRule {
/**
 * The step; none of these has settings.
 */
op: ("lowercase" | "uppercase" | "trim" | "collapse" | "words" | "ascii" | "stripTags" | "firstSentence" | "titleCase" | "number" | "sentenceCase" | "count")
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Shows a count of tokens. Text that is no number stays.
 */
export interface TokensRule {
/**
 * Says that this is a count of tokens.
 */
op: "tokens"
/**
 * Of 131072, `decimal` makes `131k`, `binary` `128k` (and what is no multiple of 1024 as `decimal`), `grouped` `131,072`. Always rounded down.
 */
style?: ("decimal" | "binary" | "grouped")
/**
 * Decimals shown at most: with 1, 1500000 is `1.5M`.
 */
digits?: number
/**
 * What parts the groups of three digits; a comma when it is left out.
 */
separator?: string
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Shows a price per million tokens, by exact decimal arithmetic: at least two decimals, at most four unless more are needed to show any digit, and four below a cent. Text that is no number stays.
 */
export interface PriceRule {
/**
 * Says that this is a price.
 */
op: "price"
/**
 * What the catalog's price is for.
 */
per?: ("token" | "thousand" | "million")
/**
 * What stands before the number.
 */
before?: string
/**
 * What a price of 0 becomes. Left out: a number like the others.
 */
zero?: string
/**
 * What a negative price becomes; some catalogs mark prices that vary so.
 */
negative?: string
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Rounds a number by exact decimal arithmetic: `round` shows at most so many decimals, `fixed` exactly so many. Text that is no number stays.
 */
export interface RoundRule {
/**
 * The step.
 */
op: ("round" | "fixed")
/**
 * Decimals.
 */
digits?: number
/**
 * What becomes of a half: `up` goes away from zero (0.125 is 0.13), `even` to the even neighbour (0.12). `printf` and `toFixed` round what a computer has for the number, which may be a bit less or more than the half (0.075 is 0.07, 0.005 is 0.01); a true half goes to the even neighbour, as in Python, Ruby and Go, or away from zero, as in JavaScript.
 */
half?: ("up" | "even" | "printf" | "toFixed")
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Parts the thousands of a number: `131,072.5`. Text that is no number stays.
 */
export interface ThousandsRule {
/**
 * Says that this parts thousands.
 */
op: "thousands"
/**
 * What parts them; a comma when it is left out.
 */
separator?: string
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Shows a number in the largest unit that it has one of: `1.5K`, `2M`, or `128 KiB` with the base 1024. Text that is no number stays.
 */
export interface UnitsRule {
/**
 * Says that this shows units.
 */
op: "units"
/**
 * How many of a unit make the next.
 */
base?: (1000 | 1024)
/**
 * The units from the smallest, blanks included. Left out: none, `K`, `M`, `B`, `T`; with the base 1024 ` B`, ` KiB`, ` MiB`, ` GiB`, ` TiB`.
 * 
 * @minItems 1
 */
units?: string[]
/**
 * Decimals shown at most; a list has those of each unit, and its last those of all further ones: with `[0, 0, 1]` thousands have none, millions one.
 * 
 * @minItems 1
 */
digits?: (number | number[])
/**
 * What becomes of a half: `up` goes away from zero (0.125 is 0.13), `even` to the even neighbour (0.12). `printf` and `toFixed` round what a computer has for the number, which may be a bit less or more than the half (0.075 is 0.07, 0.005 is 0.01); a true half goes to the even neighbour, as in Python, Ruby and Go, or away from zero, as in JavaScript.
 */
half?: ("up" | "even" | "printf" | "toFixed")
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Shows a share as a percentage: 0.175 is `17.5%`. Text that is no number stays.
 */
export interface PercentRule {
/**
 * Says that this is a share.
 */
op: "percent"
/**
 * Decimals shown at most.
 */
digits?: number
/**
 * What becomes of a half: `up` goes away from zero (0.125 is 0.13), `even` to the even neighbour (0.12). `printf` and `toFixed` round what a computer has for the number, which may be a bit less or more than the half (0.075 is 0.07, 0.005 is 0.01); a true half goes to the even neighbour, as in Python, Ruby and Go, or away from zero, as in JavaScript.
 */
half?: ("up" | "even" | "printf" | "toFixed")
/**
 * What follows the number.
 */
after?: string
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Multiplies a number by exact decimal arithmetic: a price per token becomes one per million with 1000000. Text that is no number stays.
 */
export interface TimesRule {
/**
 * Says that this multiplies.
 */
op: "times"
/**
 * What it is multiplied by.
 */
by: number
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Shows a date of Unix seconds or milliseconds, of ISO text, `20250611` or English words, as precisely as it is given: a year or month alone stays one. Other text stays.
 */
export interface DateRule {
/**
 * Says that this is a date.
 */
op: "date"
/**
 * `iso` makes `2025-06-11`, `month` `June 2025`, `long` `June 11, 2025`; of a month `2025-06` and `June 2025`, of a year `2025`.
 */
style?: ("iso" | "month" | "long")
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Looks the text up in a table of `catalog.lookups`; text that isn't in it stays, or becomes `otherwise`.
 */
export interface LookupRule {
/**
 * Says that this is a lookup.
 */
op: "lookup"
/**
 * Name of the table.
 */
table: string
/**
 * What text becomes that isn't in the table.
 */
otherwise?: string
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Replaces every occurrence of `find`, taken literally.
 */
export interface ReplaceRule {
/**
 * Says that this is a replacement of literal text.
 */
op: "replace"
/**
 * The text to look for.
 */
find: string
/**
 * What stands there instead; may be empty.
 */
with: string
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Replaces every match of a regular expression; `$1` in `with` is the first group.
 */
export interface RegexRule {
/**
 * Says that this is a replacement by a regular expression.
 */
op: "regex"
/**
 * A regular expression, as JavaScript writes it with the flag `u`.
 */
pattern: string
/**
 * What stands in the place of each match.
 */
with: string
/**
 * Capital and small letters count as the same.
 */
ignoreCase?: boolean
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Takes away a leading `prefix` and a trailing `suffix`, where they are.
 */
export interface StripRule {
/**
 * Says that this takes something off the ends.
 */
op: "strip"
/**
 * What is taken off the start.
 */
prefix?: string
/**
 * What is taken off the end.
 */
suffix?: string
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Keeps one of the parts between separators: 0 is the first, -1 the last. Text without that part stays whole.
 */
export interface TakeRule {
/**
 * Says that this keeps one part.
 */
op: "take"
/**
 * What stands between the parts.
 */
separator: string
/**
 * Number of the part that is kept.
 */
part: number
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Looks the whole text up in a table; text that isn't in it stays, or becomes `otherwise`.
 */
export interface MapRule {
/**
 * Says that this is a table.
 */
op: "map"
/**
 * The new text by the old one.
 */
values: {
[k: string]: string
}
/**
 * The new text of everything that isn't in the table.
 */
otherwise?: string
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Makes a line of each part between separators. A table cell shows lines with `<br>`.
 */
export interface LinesRule {
/**
 * Says that this makes lines.
 */
op: "lines"
/**
 * What stands between the parts.
 */
separator: string
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Breaks text longer than `over` characters into lines of at most `width`, between words.
 */
export interface WrapRule {
/**
 * Says that this breaks lines.
 */
op: "wrap"
/**
 * Characters of a line.
 */
width: number
/**
 * Text up to this length stays on one line.
 */
over?: number
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Makes one text of a list; rules after it are applied to that. Other rules are applied to each item of a list.
 */
export interface JoinListRule {
/**
 * Says that this joins a list.
 */
op: "joinList"
/**
 * What stands between the items.
 */
separator?: string
/**
 * What stands before the last item; the separator when it is left out.
 */
last?: string
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Sorts a list as people count: `5s` before `10s`.
 */
export interface SortListRule {
/**
 * Says that this sorts a list.
 */
op: "sortList"
/**
 * The last comes first.
 */
descending?: boolean
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Chooses between two lists of rules by whether a regular expression is found in the text.
 */
export interface WhenRule {
/**
 * Says that this chooses.
 */
op: "when"
/**
 * A regular expression, looked for anywhere in the text.
 */
pattern: string
/**
 * The rules where it is found.
 */
then: TextRule[]
/**
 * The rules where it isn't; none when left out.
 */
else?: TextRule[]
/**
 * What `explain` calls the step.
 */
name?: string
}
/**
 * Values of the record that count as missing, besides null and empty text: `else` and `default` then apply.
 */
export interface MissingConfig {
/**
 * Any of these.
 */
in?: (string | number | boolean)[]
/**
 * Numbers, and numeric text, below this.
 */
lessThan?: number
}
/**
 * A reason to leave a model out, and when it holds.
 */
export interface ExcludeConfig {
/**
 * The reason, as `explain` shows it.
 */
name: string
/**
 * Which models are left out.
 */
when: Predicate
/**
 * Digest of the catalog's records for which the rule was written: with other records it holds no more, and its models are documented. `init` writes it where a script makes the pages, which has all models the next time.
 */
until?: string
}
/**
 * How an ID becomes the part of a file name that stands for the model.
 */
export interface SlugConfig {
/**
 * The steps, in order, from the ID to the slug.
 */
rules?: TextRule[]
/**
 * The steps of before, for as long as files have their names by them: such files are renamed, and what refers to them follows, even where no lock knows them.
 */
was?: TextRule[]
/**
 * Slugs of single models by ID; they come before the rules.
 */
aliases?: {
[k: string]: string
}
/**
 * When several IDs get one slug: `problem` stops, `owner` puts the rest of the ID in front, `digest` adds the start of the ID's SHA-256, `owner-digest` does so where the owners don't tell them apart.
 */
clash?: ("problem" | "owner" | "digest" | "owner-digest")
}
/**
 * A named capability; without `when` it always holds.
 */
export interface CapabilityConfig {
/**
 * The name, as `when: { capability }` and templates use it.
 */
name: string
/**
 * Which models have it; all when left out.
 */
when?: Predicate
/**
 * The template set that this capability chooses.
 */
templates?: string
}
/**
 * One snippet for each model: a file, or code in pages.
 */
export interface SnippetConfig {
/**
 * What the snippet shows; the first folder of its template.
 */
kind: string
/**
 * Language of the file: how values are escaped in it.
 */
language: string
/**
 * Where the file goes, relative to `root`; `{slug}` is required, `{kind}` and `{language}` may be used, and fields of the model for the names of folders, as in `models/{provider}/{slug}.md`. Without it there is no file: the snippet stands in the pages only, as `{code}` of a section's format.
 */
path?: string
/**
 * Other paths under which people have kept this file; one that exists counts as the model's snippet.
 */
aliases?: string[]
/**
 * Template path in the template folder in place of `<kind>/<set>/<language>.ejs`; `{set}` stands for the set.
 */
template?: string
/**
 * The template sets that this snippet is made for; all when left out.
 * 
 * @minItems 1
 */
sets?: string[]
/**
 * The models that get the file; all when left out.
 */
where?: Predicate
}
/**
 * How pages refer to snippet files.
 */
export interface IncludesConfig {
/**
 * Folder, relative to `root`, that include paths start from.
 */
base?: string
}
/**
 * A block format as data. In `open`, `body` and `close` the placeholders `{title}`, `{fence}` (the language tag), `{include}` (the snippet's include path), `{code}` (the snippet itself, alone on its line), `{bullet}` (the list's own bullet) and `{field}` (any field of the model) are filled in, each escaped for its place; `{field|url}` names the place: `markdown`, `title`, `heading`, `html`, `code` (text in which code stands between backticks), `attribute`, `liquid`, `fence`, `url` (a part of an address), `address` (a whole one), `yaml`, `json`, `identifier`, or `markup`: as it is, for fields that the config alone makes, by `value` and `otherwise`. Other braces stay as they are.
 */
export interface FormatConfig {
/**
 * Name of another format, of the package or of this config: what is left out here is taken from it.
 */
base?: string
/**
 * The entry's first line.
 */
open?: string
/**
 * What stands before each line of the body.
 */
indent?: string
/**
 * The lines after the first. A fence around `{code}` is made longer than any in the code. A line of nothing but fields isn't written where a model has none of them.
 */
body?: string[]
/**
 * The entry's last line; without it the entry ends where its indented lines end.
 */
close?: string
/**
 * Where an existing entry ends. `indent`: with its indented lines. `line`: with a line like `close`. `fence`: the first line opens a code fence, the entry ends with it. `heading`: before the next heading of the same or a higher level. `line` when there is a `close`, `indent` otherwise; `balance` goes before it.
 */
end?: ("indent" | "line" | "fence" | "heading")
/**
 * Regular expressions of what opens and closes an entry, for those that hold others of their kind: it ends with the line where as many were closed as opened. Code doesn't count.
 */
balance?: {
/**
 * What opens one.
 */
open: string
/**
 * What closes one.
 */
close: string
}
/**
 * The blank line between a new entry and its neighbours. `always`: one. `never`: none. `as-found`: as between the entries that are there, none where there aren't two.
 */
blank?: ("always" | "never" | "as-found")
/**
 * The width at which lines of text in the body are broken, as people break them; a tab counts to the next eighth column. Without it each stays one line.
 */
wrap?: number
/**
 * What the rest of the first line begins with where `wrap` breaks that too; without it the first line stays whole.
 */
hang?: string
/**
 * What stands around all entries of a section, such as `<Tabs>`.
 */
wrapper?: {
/**
 * Its first line; made with the first entry of an empty section. Without it a missing wrapper is left out.
 */
open?: string
/**
 * Its last line.
 */
close: string
/**
 * Regular expression of an existing wrapper's first line; `open` itself when left out.
 */
recognise?: string
}
/**
 * Regular expression of an existing entry's first line; the group `title` is its title, the group `bullet` what `{bullet}` is in others.
 */
recognise?: string
/**
 * How many lines from the first one `recognise` may look at; of several, the expression sees their text as it is, line ends included.
 */
lines?: number
/**
 * Regular expression of a line that includes a file; the group `path` is the include path. Left out where entries include no files.
 */
cites?: string
}
/**
 * A page section with one entry for each model: its snippet, or what `body` makes of its fields.
 */
export interface SectionConfig {
/**
 * The page, relative to `root`.
 */
page?: string
/**
 * In place of `page`: a glob of the pages that are copies of one another, as those of a site in several languages are. Each copy has a target of its own; of pages whose headings differ, say the place by `marker` or `element`.
 */
pages?: string
/**
 * Headings from outer to inner: the section is what stands under the last. One of several of a name is chosen by its level, as in `## Name`, or by its number, as in `Name [2]`; a count at its end, as in `Name (13)`, may differ.
 * 
 * @minItems 1
 */
heading?: string[]
/**
 * Label of the content tab that the section is in: `=== "…"`, `<TabItem label>`, `<Tab title>` or `{% tab title %}`.
 */
tab?: string
/**
 * Name of a pair of comments around the section, `<!-- kluster-gen start NAME -->` and `<!-- kluster-gen end NAME -->`; `{/* … * /}`, `[//]: # (…)`, `{# … #}`, `# …` and `// …` are comments too.
 */
marker?: string
/**
 * Text of the list item that the section is nested under.
 */
item?: string
/**
 * ID of the element around the section: its attribute `id` or `groupId`, or a heading's `{#id}`.
 */
element?: string
/**
 * Two lines around the section, as the page has them: a pair of comments of your own.
 */
between?: {
/**
 * The line above.
 */
start: string
/**
 * The line below.
 */
end: string
}
/**
 * The line above the section, as the page has it: a comment that nothing closes. The place ends with the table, list or run of blocks that follows, or before the next heading.
 */
after?: string
/**
 * The number of the table, from 1, where the place holds several: Markdown tables and `<table>` elements count; with `data`, the lists that it leads to.
 */
nth?: number
/**
 * Snippet kind that the entries show, with `language`; both are left out where entries are made from fields alone.
 */
kind?: string
/**
 * Snippet language that the entries show.
 */
language?: string
/**
 * Block format of the entries.
 */
format: string
/**
 * The first line of an entry, in place of the format's. The format's `recognise` must find the title in it: where it doesn't, declare a format with one that does.
 */
open?: string
/**
 * The lines after it, in place of the format's. A line of nothing but fields isn't written where a model has none of them.
 */
body?: string[]
/**
 * Title of an entry; `{field}` is a field of the model.
 */
title?: string
/**
 * Language tag of the code fence; the snippet's language when left out.
 */
fence?: string
/**
 * How entries are sorted; by `name` when left out.
 */
order?: OrderConfig
/**
 * The models that get an entry; all when left out. An entry that the tool made and that is no longer asked for is taken out, unless people edited it.
 */
where?: Predicate
/**
 * Headers that entries stand under.
 */
group?: GroupConfig
/**
 * Whose is what was there before.
 */
claim?: ClaimConfig
/**
 * A page or section that isn't there is then left out without a problem.
 */
optional?: boolean
}
/**
 * A table with one row for each model.
 */
export interface TableConfig {
/**
 * The page, relative to `root`.
 */
page?: string
/**
 * In place of `page`: a glob of the pages that are copies of one another, as those of a site in several languages are. Each copy has a target of its own; headers of its table stay as they are, found by the configured one, by those of `was`, or by their place. Words in a language are columns of `owner: people`.
 */
pages?: string
/**
 * Headings from outer to inner: the table is under the last. One of several of a name is chosen by its level, as in `## Name`, or by its number, as in `Name [2]`; a count at its end, as in `Name (13)`, may differ.
 * 
 * @minItems 1
 */
heading?: string[]
/**
 * Label of the content tab that the table is in: `=== "…"`, `<TabItem label>`, `<Tab title>` or `{% tab title %}`.
 */
tab?: string
/**
 * Name of a pair of comments around the table, `<!-- kluster-gen start NAME -->` and `<!-- kluster-gen end NAME -->`; `{/* … * /}`, `[//]: # (…)`, `{# … #}`, `# …` and `// …` are comments too.
 */
marker?: string
/**
 * The columns that the tool knows; others in the page are left alone.
 * 
 * @minItems 1
 */
columns: ColumnConfig[]
/**
 * How rows are sorted; by `name` when left out.
 */
order?: OrderConfig
/**
 * A row for each value of this field in place of one for each model: a table of makers. Its columns read the fields of the first model of the catalog that has the value, and `{id}` is the value.
 */
distinct?: string
/**
 * The models that get a row; all when left out.
 */
where?: Predicate
/**
 * Text of the list item that the table is nested under.
 */
item?: string
/**
 * ID of the element around the table: its attribute `id` or `groupId`, or a heading's `{#id}`.
 */
element?: string
/**
 * Two lines around the table, as the page has them: a pair of comments of your own.
 */
between?: {
/**
 * The line above.
 */
start: string
/**
 * The line below.
 */
end: string
}
/**
 * The line above the table, as the page has it: a comment that nothing closes. The place ends with the table, list or run of blocks that follows, or before the next heading.
 */
after?: string
/**
 * The way to a list of maps that stands for the table: each map is a row, its keys are the columns' headers, and `a.b` is the key `b` of the map at `a`. A map is a table too, where the header `@key` stands for its own keys, and `@value` for values that are no maps. The list is in a file of YAML, TOML or JSON; in front matter, a fence of these, or bare between the lines of `marker` or `between`; or in literals of JavaScript, where the way begins with the name of a `const` or of an attribute, or with `default`. Steps are those of `path` in `navigation`.
 */
data?: DataPath
/**
 * With `data`: what the info string of the fence holds that the list is in, where the place has several fences of data.
 */
fence?: string
/**
 * Whether models are the columns of the table, and its first column says what its rows tell of them: the header of a column of the config is the text there, and `@model` is the row of the names where nothing stands in its first cell. Only a table with pipes can be read so.
 */
across?: boolean
/**
 * The number of the table, from 1, where the place holds several: Markdown tables and `<table>` elements count; with `data`, the lists that it leads to.
 */
nth?: number
/**
 * Header rows that rows stand under. Where `header` is a heading, as in `### {group} ({count})`, `== {group}` of AsciiDoc or `{group}` above a line of signs in reStructuredText, each group has a table of its own under it: made with the first model of the group as those beside it are, counted, and taken out with the last.
 */
group?: GroupConfig
/**
 * Headers of columns that are taken out of the table, with all their cells. `plan` shows first what people wrote in them.
 */
remove?: string[]
/**
 * `keep`: a new row is written as its neighbours are, and no other line changes. `aligned`: the cells of each column have one width, and the whole table is padded anew when one no longer fits; where each column was as wide as its longest cell, as formatters keep it, it is so again.
 */
style?: ("keep" | "aligned")
/**
 * Several rows for one model. Left out, each model has one.
 * 
 * @minItems 1
 */
rows?: RowConfig[]
/**
 * A row that is there as long as there is no other.
 */
empty?: string
/**
 * Whose is what was there before.
 */
claim?: ClaimConfig
/**
 * A page or table that isn't there is then left out without a problem.
 */
optional?: boolean
}
/**
 * One column: its header and what its cells show.
 */
export interface ColumnConfig {
/**
 * The header as written in the page, Markdown included; `""` is the one column whose header is empty.
 */
header: string
/**
 * Headers that this column had before.
 */
was?: string[]
/**
 * The cell; `{field}` is a field of the model, escaped, everything else is Markdown. The value of `{field|rich}` is Markdown: its code, links and emphasis are markup, all else is escaped.
 */
value: string
/**
 * Which models show `value`; all when left out.
 */
when?: Predicate
/**
 * The cell where `when` doesn't hold, or where the fields in `value` are all empty.
 */
otherwise?: string
/**
 * Rows are recognised by this column, or by several together; by the first column when none says so.
 */
key?: boolean
/**
 * Whether the cell is blank where it would say what that of the row above says, as where the first row of a maker's models alone names it. Not in lists of data, and not in a `key` column.
 */
continues?: boolean
/**
 * `catalog`: the cell follows the catalog. `people`: the cell is filled with its row and then never touched.
 */
owner?: ("catalog" | "people")
/**
 * With `owner: people`: in a new row the cell begins as that of the row beside it, the one above it where there is one; `value` stands where none is beside it.
 */
copied?: boolean
/**
 * Alignment of a column that has to be added; that of the column beside it when left out.
 */
align?: ("left" | "center" | "right" | "none")
}
/**
 * One of several rows of a model, or several that a template makes: when they are there, and which of their cells differ.
 */
export interface RowConfig {
/**
 * What the row is remembered by; no reader sees it.
 */
name: string
/**
 * The models that have this row; all when left out.
 */
when?: Predicate
/**
 * A field with a list: there is one row for each of its values, which is `{each}` in the cells.
 */
each?: string
/**
 * The row belongs to the model of the row above it, and is distinguished from the model's other rows alone: its key cells that would name the model are empty, unless `cells` says otherwise. It is made, found and moved with the row that it continues.
 */
continues?: boolean
/**
 * Path of a template in the folder of templates that makes any number of rows for a model, in place of `each`, `continues` and `cells`: a line for each, with a cell between pipes for each of `columns`. A line whose key cell is empty continues the row above it. `key` on another column tells the rows of a model apart.
 */
template?: string
/**
 * The cells that are this row's own, by the column's header; all others are as `columns` has them.
 */
cells?: {
[k: string]: string
}
}
/**
 * A list of a navigation file, with one element for each model.
 */
export interface NavigationConfig {
/**
 * The YAML, TOML or JSON file, relative to `root`; a module of JavaScript or TypeScript, of which literals alone are read: `path` begins at a key of its objects, or at the name of a list; a page of Markdown for a list in its front matter.
 */
file: string
/**
 * The way to the list. A text is a key, or in a list the element with that key; a number is an index; an object is the element of a list that has these values. An empty way is the file itself.
 */
path: DataPath
/**
 * A model's element: a text, or keys with values. `{field}` is a field of the model, `{link:KIND}` the path of its file of a snippet kind, and `{route:KIND}` the same without its ending. In a page, a line end and spaces at the end of a text say what its blank lines between elements are to be.
 */
item: (string | {
[k: string]: string | number | boolean
})
/**
 * The key whose value elements are recognised by; when left out, the first whose value has `{link:KIND}`, `{route:KIND}`, `{slug}` or `{id}`.
 */
key?: string
/**
 * Folder, relative to `root`, that `{link:KIND}` and `{route:KIND}` start from; the file's own folder when left out.
 */
base?: string
/**
 * How the elements are sorted.
 */
order?: OrderConfig
/**
 * The models that are listed; all when left out.
 */
where?: Predicate
/**
 * The list is one of groups: each holds the models of one value. A new value gets a group that is made as the one beside it, and the last model of a group takes it along.
 */
group?: NavigationGroupConfig
/**
 * Whose is what was there before.
 */
claim?: ClaimConfig
/**
 * A file or list that isn't there is then left out without a problem.
 */
optional?: boolean
}
/**
 * A value in running text that follows the catalog. It stands between `<!-- kluster-gen count NAME -->` and `<!-- /count -->`, with `{/* * /}` in MDX, or where `pattern` finds it. What stands there is the tool's, and written anew.
 */
export interface CounterConfig {
/**
 * Name of the counter, as the comments around it have it.
 */
name: string
/**
 * The page, relative to `root`.
 */
page: string
/**
 * Regular expression with one group, which is the value, for a text without comments around it. It must be found exactly once in the page.
 */
pattern?: string
/**
 * What stands there: `{count}` is the number of models, `{list}` a list of them, `{date}` the declared date, and any other `{field}` is of the first model by `order`.
 */
format?: string
/**
 * `{count}` is rounded down to a multiple of it: with 10, 374 models are 370.
 */
floor?: number
/**
 * What stands between the thousands of `{count}`.
 */
thousands?: string
/**
 * The field that `{list}` shows of each model.
 */
field?: string
/**
 * The different values of `field` are counted and listed in place of the models.
 */
distinct?: boolean
/**
 * What stands between the models of `{list}`; with `pattern` it may go over several lines.
 */
separator?: string
/**
 * What stands before the last model of `{list}`; `separator` when left out.
 */
last?: string
/**
 * How many models `{list}` shows at most; all when left out.
 */
limit?: number
/**
 * What stands there when there is no such model.
 */
empty?: string
/**
 * Which model is the first, and how `{list}` is sorted.
 */
order?: OrderConfig
/**
 * The models that are counted; all when left out.
 */
where?: Predicate
/**
 * A page or counter that isn't there is then left out without a problem.
 */
optional?: boolean
}
/**
 * A file made from all models, or the entries in one that tell what changed of them. Templates see `it.models`, `it.gone` (models that left and that the lock still knows), `it.changes` (`added`, `changed` with `changes` of `field`, `from` and `to`, `gone`), `it.date` and `it.vars`; a model has `id`, `name`, `slug`, `capabilities` and `fields`.
 */
export interface DocumentConfig {
/**
 * The file, relative to `root`. With `of: "changes"` it may have `{date}` and `{digest}`, of the declared date and of what changed: then each change has a file of its own.
 */
path: string
/**
 * Path of the template in the folder of templates. The package has `documents/` with `models.json.ejs`, `llms.txt.ejs`, `changelog.md.ejs`, `changes.xml.ejs`, `changes.yml.ejs` and `deprecations.md.ejs`.
 */
template: string
/**
 * What values are escaped for. Left out: by the ending of `path`.
 */
language?: string
/**
 * `models`: the whole file follows the catalog, and is the tool's. `changes`: an entry is written once, by the apply that brings the change, and is people's from then on; a first apply knows no change, and where the template writes nothing there is no entry.
 */
of?: ("models" | "changes")
/**
 * The line under which entries are put, newest first; nothing else of the file is touched. It must stand exactly once in the file.
 */
at?: string
/**
 * The fields that the template sees, and whose changes count. Left out: all.
 */
fields?: string[]
}
/**
 * A typed TypeScript client, generated from the API's description.
 */
export interface ClientConfig {
/**
 * OpenAPI 3.0, 3.1 or 3.2 document, or JSON Schema; JSON or YAML.
 */
api: string
/**
 * OpenAPI Overlay 1.0 documents, applied in order: what the description lacks or has wrong.
 */
overlays?: string[]
/**
 * Folder of the client, relative to `root`.
 */
out: string
/**
 * Whether requests and responses can be validated.
 */
validators?: boolean
/**
 * What operations are named by. `path`: method and path, as in `fineTuning.jobs.create`. `operationId`: what the document calls them, as in `repos.listTags`, with its `/` and `.` as groups, else in the group of its first tag or else of the first part of the path. `auto`: the `operationId` of each operation that has one, else its path, so that an operation keeps its name whatever others come or go. Where several want one name, each gets a longer one of its own parameters, method or path, and a note says so.
 */
names?: ("auto" | "path" | "operationId")
/**
 * Names of operations, by `METHOD /path`: `{ "GET /v1/models": "models.list" }`.
 */
operationNames?: {
[k: string]: string
}
/**
 * Names of types, by the name that they would get or by their address.
 */
typeNames?: {
[k: string]: string
}
/**
 * Default address of the API; the document's first server when left out.
 */
baseUrl?: string
/**
 * Ending of relative imports.
 */
importEnding?: (".js" | ".ts")
/**
 * What an integer of the format `int64` or `uint64` is in code. A `number` can't hold all of them: from 9007199254740992 on some are read as their neighbour. A `bigint` and a `string` (its digits) keep them, in JSON, in the query and in headers; they stay numbers on the wire. What is a string in the document stays one.
 */
int64?: ("number" | "string" | "bigint")
}
/**
 * How `verify` runs the snippets: against a mock of the API, made from the API's description.
 */
export interface VerifyConfig {
/**
 * OpenAPI 3.0 or 3.1 document; JSON or YAML.
 */
api: string
/**
 * OpenAPI Overlay 1.0 documents, applied in order: what the description lacks or has wrong.
 */
overlays?: string[]
/**
 * Address of the API as the snippets have it, redirected to the mock; the document's first server when left out.
 */
baseUrl?: string
/**
 * What the snippets of a kind must ask for, in this order, by `METHOD /path` as the document writes them: `{ "chat": ["POST /v1/chat/completions"] }`. Other requests may come in between.
 */
calls?: {
[k: string]: string[]
}
/**
 * Pages all of whose code is verified, whoever wrote it: each code fence in a language that can be run, and each file that they include. A fence says what is expected of it in its info string, or in a comment above it, as `kluster-gen=WORD,WORD:VALUE` (in quotes where a value holds spaces): `skip`; `compile` (syntax alone); `exit:3` or `fails`; `output:TEXT` or `output:/PATTERN/`; `output` (the fence below shows what is printed, `...` for any lines); `continues` (goes on from the fence above); `setup` (begins all later fences of its language; a comment `<!-- kluster-gen=setup python`, lines, `-->` does so unseen); `env:NAME` (needs that variable); `model:ID` (must be named); `calls:METHOD /path`; `must:retry-once` (a 429 first), `must:retry-error` (a 500 first), `must:broken-stream` (a stream that breaks off first: asked for again, or an error).
 */
fences?: string[]
/**
 * The models whose snippets must send an image.
 */
image?: Predicate
/**
 * Milliseconds that one snippet may run.
 */
timeoutMs?: number
/**
 * `verify --live` asks the real service what the snippets ask the mock: one request for each model and kind, after another, with answers of at most 64 tokens.
 */
live?: {
/**
 * The environment variable that holds the key.
 */
key?: string
/**
 * Most requests of a run.
 */
requests?: number
/**
 * Most tokens of a run, by what the answers say, or by their length where they don't.
 */
tokens?: number
}
/**
 * How many snippets run at a time; as many as there are processors when left out.
 */
concurrency?: number
}
/**
 * One model's old and new ID.
 */
export interface MovedConfig {
/**
 * The ID that the model had.
 */
from: string
/**
 * The ID that it has now.
 */
to: string
}
/**
 * What becomes of models that left the catalog.
 */
export interface RemovalConfig {
/**
 * `keep`: reported only. `deprecate`: titles and rows are marked. `prune`: what the tool made and nobody edited is deleted. Where it is left out nothing is changed either, and `check` fails until somebody decides.
 */
policy?: ("keep" | "deprecate" | "prune")
/**
 * A deprecated model's title and key cell; `{title}` is what stood there.
 */
mark?: string
/**
 * In how many applied runs in a row a model must be missing before it is marked or pruned.
 */
after?: number
/**
 * Share of the models that may leave, or lose a field, at once; more makes the catalog doubtful, and nothing that is there is changed until --accept-catalog. A field that falls back to its `default` isn't lost.
 */
maxShare?: number
/**
 * The same share for single fields, by name: 0 where none may lose it, 1 where all may.
 */
fields?: {
[k: string]: number
}
}
/**
 * What may go through without anybody looking at it.
 */
export interface PolicyConfig {
guards?: GuardsConfig
/**
 * Of what class each change is: the first rule that holds says so. Without any that does, what is blocked is `held`, what is created or updated on the catalog's word (or because it was missing) is `routine`, and everything else is for `review`. With `classes`, even an empty list, the class stands in JSON and reports.
 */
classes?: ClassConfig[]
/**
 * What guards let through: a guard's name for all models, or `GUARD:MODEL`; as `--accept` does for one run.
 */
accept?: string[]
}
/**
 * Doubts about values of the catalog, each of which holds the changes of its model until it is accepted. `false` switches one off; all but `range` and `minAge`, which need settings, are on. They compare with what the lock has, so the first apply is never held.
 */
export interface GuardsConfig {
/**
 * A number that changed by more than `limit` times; 9 when it is left out, so that a decimal point out of place is seen.
 */
factor?: (boolean | GuardConfig)
/**
 * A number that fell to zero.
 */
zero?: (boolean | GuardConfig)
/**
 * A number that became negative.
 */
negative?: (boolean | GuardConfig)
/**
 * A limit (context, output, rate and so on, by the field's name, or a field named in `fields`) that is now below `limit` of what it was; 0.85 when it is left out. An output limit that was the whole context isn't one, unless it is named.
 */
shrink?: (boolean | GuardConfig)
/**
 * A number of a new model, or one that changed, outside of the `ranges`. Without them there is none.
 */
range?: (boolean | GuardConfig)
/**
 * A number of a new model, or one that changed, more than `limit` times above or below all others of its group: of its provider (the field `provider`, else the ID up to its first slash) and kind (the field `type`, `kind`, `mode`, `task`, `modelType` or `category`), of its kind where these are fewer than five, else of all; there what has a kind is never too low. 10 when it is left out.
 */
outlier?: (boolean | GuardConfig)
/**
 * A text or number that is missing now; a limit or price that holds no number any more.
 */
emptied?: (boolean | GuardConfig)
/**
 * A text that is more than `limit` times as long as it was, and has at least 200 characters; 4 when it is left out.
 */
longer?: (boolean | GuardConfig)
/**
 * A text in another script than it was, or one that mixes look-alike letters of several into a word.
 */
script?: (boolean | GuardConfig)
/**
 * A text that is none: `TBD`, `Loading…`, `undefined`, `NaN`, `[object Object]`, an unfilled template.
 */
placeholder?: (boolean | GuardConfig)
/**
 * A new model whose ID differs from another's only in case or look-alike letters.
 */
lookalike?: (boolean | GuardConfig)
/**
 * A field that more than `limit` of the models that had it (and at least three) lost at once, a default in its place included; 0.1 when it is left out.
 */
vanished?: (boolean | GuardConfig)
minAge?: MinAgeConfig
}
/**
 * How strict a guard is.
 */
export interface GuardConfig {
/**
 * Its limit for all fields.
 */
limit?: number
/**
 * By a field's name: its own limit, or `false` where the guard doesn't look at it.
 */
fields?: {
[k: string]: boolean | number
}
/**
 * For `range`: by a field's name, what its numbers may be.
 */
ranges?: {
[k: string]: RangeConfig
}
}
/**
 * The numbers that a field may have, both ends included.
 */
export interface RangeConfig {
/**
 * The least.
 */
min?: number
/**
 * The most.
 */
max?: number
}
/**
 * A new model that is younger than this waits. The day is the declared `date` (or `--date`, or `SOURCE_DATE_EPOCH`).
 */
export interface MinAgeConfig {
/**
 * How many days old it must be.
 */
days: number
/**
 * The field that has the date.
 */
field: string
}
/**
 * One rule of `classes`; all that it gives must hold of a change.
 */
export interface ClassConfig {
/**
 * `routine` may go through unseen, `review` is looked at, `held` waits.
 */
class: ("routine" | "review" | "held")
/**
 * Its action is one of these.
 */
action?: Words
/**
 * Its kind is one of these: `snippet`, `section`, `table`, `counter`, `navigation`, `reference`, `client`.
 */
kind?: Words
/**
 * Its cause is one of these: `catalog`, `template`, `config`, `drift`.
 */
cause?: Words
/**
 * Something of this sort changes inside the page: `entry`, `row`, `cell`, `column` …
 */
what?: Words
/**
 * One of these fields changed of one of its models.
 */
field?: Words
/**
 * One of its models is new, gone, or one that was there and stays (`known`).
 */
model?: ("new" | "gone" | "known")
/**
 * Whose the file is by the lock.
 */
owner?: ("tool" | "people")
/**
 * It is about more models than this.
 */
moreThan?: number
}
/**
 * How strict `check` is.
 */
export interface CheckConfig {
/**
 * Rules by name: `off` doesn't look, `warning` shows what is found, `error` makes `check` exit with 2.
 */
rules?: {
[k: string]: "off" | "warning" | "error"
}
}
/**
 * A test of an entry; all that is given must hold.
 */
export interface Predicate {
/**
 * Name of the field that the tests below read.
 */
field?: string
/**
 * The field is exactly this.
 */
equals?: FieldValue
/**
 * The field is one of these.
 */
in?: FieldValue[]
/**
 * The field is a list that has this.
 */
includes?: FieldValue
/**
 * The field is text in which this regular expression is found.
 */
matches?: string
/**
 * The field is a number below this.
 */
lessThan?: number
/**
 * The field is a number above this.
 */
greaterThan?: number
/**
 * The field is there and not null (or, with false, isn't).
 */
exists?: boolean
/**
 * Name of a capability that holds.
 */
capability?: string
/**
 * All of these hold.
 */
all?: Predicate[]
/**
 * One of these holds.
 */
any?: Predicate[]
/**
 * This doesn't hold.
 */
not?: Predicate
}
/**
 * How entries or rows are sorted. New ones are put where they fit; existing ones are never moved, unless what they are sorted by changed.
 */
export interface OrderConfig {
/**
 * The field to sort by, or several: the next one decides where the one before is equal.
 */
by?: (string | (string | CriterionConfig)[])
/**
 * Largest first; what is missing comes last all the same.
 */
descending?: boolean
/**
 * Numbers inside the text compare as numbers: 8B before 70B, 3.9 before 3.10.
 */
natural?: boolean
/**
 * Capitals and small letters are alike.
 */
ignoreCase?: boolean
/**
 * Text compares as people of this language sort it (ICU collation), not by code unit. The rules come with Node, and may differ a little between its versions.
 */
locale?: string
/**
 * Values of the field in the order that they go in. Those that aren't listed come after, in the order of the next field, or by their own value.
 */
list?: (string | number | boolean)[]
/**
 * The order of the catalog, in place of a field.
 */
source?: boolean
/**
 * Where new ones go: `sorted` in among the others, `start` before them, `end` after them; `near`: where they fit best among others whose order is people's. With the last three nothing is ever moved, and `check` asks for no order.
 */
position?: ("sorted" | "near" | "start" | "end")
}
/**
 * One of several fields to sort by. What it leaves out is as the order has it.
 */
export interface CriterionConfig {
/**
 * The field to sort by.
 */
by?: string
/**
 * Largest first.
 */
descending?: boolean
/**
 * Numbers inside the text compare as numbers.
 */
natural?: boolean
/**
 * Capitals and small letters are alike.
 */
ignoreCase?: boolean
/**
 * Language whose collation is used.
 */
locale?: string
/**
 * Values of the field in the order that they go in; the others are alike.
 */
list?: (string | number | boolean)[]
/**
 * By where the catalog has the first model with the field's value, in place of the value itself: groups go in the order that the catalog has them in, and models of one stand together. What stands is never moved then, as with `position: near`.
 */
appearance?: boolean
/**
 * The order of the catalog, in place of a field.
 */
source?: boolean
}
/**
 * Entries or rows under headers of their own. A header is made when its first member arrives, and goes with its last, unless people changed it.
 */
export interface GroupConfig {
/**
 * The field that says which group a model is in.
 */
by: string
/**
 * The header; `{group}` is the group's name, `{group|slug}` the same as addresses have it (`acme-labs`), and `{count}` the number of models under it. In a section one line or several; in a table a row, without a number, or what stands above a table of its own: a heading, several lines, or one line with `apart`. One that people wrote is recognised by its text.
 */
header: string
/**
 * What closes a group below its entries or its table.
 */
footer?: string
/**
 * In a table: whether each group has a table of its own below its header. It has anyway where the header is a heading or of several lines, or has a footer.
 */
apart?: boolean
/**
 * The group of models without that field; it comes last unless `order` lists it.
 */
other?: string
/**
 * How the groups are sorted; by name when left out.
 */
order?: GroupOrderConfig
}
/**
 * How the groups are sorted by their names.
 */
export interface GroupOrderConfig {
/**
 * Names of groups in the order that they go in; the others come after.
 */
list?: string[]
/**
 * Largest first.
 */
descending?: boolean
/**
 * Numbers inside the names compare as numbers.
 */
natural?: boolean
/**
 * Capitals and small letters are alike.
 */
ignoreCase?: boolean
/**
 * Language whose collation is used.
 */
locale?: string
}
/**
 * The groups of a list of navigation.
 */
export interface NavigationGroupConfig {
/**
 * The field that says which group a model is in: `{group}` in `path` stands for it.
 */
by: string
/**
 * The way from the list of groups to the models of one.
 */
path: DataPath
/**
 * How groups are sorted: by name when left out. Where those that are there aren't, a new one comes last.
 */
order?: OrderConfig
}
/**
 * Names of models in pages and files of code. A name is the exact ID, the ID without its owner, either of them after a provider (`acme/ID`, `acme:ID`), or one of `forms`; only whole names count. What follows a role or is replaced stands at a call site: in a code fence or file of code, where a program is given it. Tables, headings, lists of models, links and what other outputs make are left alone, and what may become wrong is listed instead.
 */
export interface MentionsConfig {
/**
 * Globs of the files, relative to `root`: pages, files of code, JSON, YAML, notebooks.
 * 
 * @minItems 1
 */
pages: string[]
/**
 * Globs of files among them that aren't looked at. Changelogs, release notes, lock files and what is built never are.
 */
ignore?: string[]
/**
 * Globs of files among them that stay as they are: their names of models are listed, but neither changed nor judged. With `#` and the text of a heading, only what is under that heading stays. In a file, a comment that holds `kluster-gen keep` keeps its line, or, alone on a line, the block below; as the first line, or with `keep file`, all of the file; in front matter (YAML or TOML, at its top or below another key), `kluster-gen: keep`.
 */
keep?: string[]
/**
 * Whether inline code in running text counts as a call site. A sentence that compares models, or says something of the one that it names, is listed all the same.
 */
spans?: boolean
/**
 * Other forms that a model's ID is written in, made of its fields.
 */
forms?: string[]
/**
 * The models that examples use, by what they are used for.
 */
roles?: {
[k: string]: RoleConfig
}
/**
 * What becomes of a name of a model that left: `report` tells it in `check`; `replace` writes its successor at call sites.
 */
retired?: ("report" | "replace")
/**
 * New IDs by the old ones, for models that left; the chain is followed to its end. Those of `moved` count too.
 */
successors?: {
[k: string]: string
}
/**
 * Which models left, besides those that the lock knows and the catalog doesn't have any more.
 */
left?: LeftConfig
/**
 * Parameters that only some models take, by name: what holds of the models that do. An example that has one isn't moved to a model that doesn't take it.
 */
parameters?: {
[k: string]: Predicate
}
/**
 * `{{model:ROLE}}`, for sites that fill it in when they are built, names the model of that role. `write` puts it in place of every name at a call site that stands for a role.
 */
placeholders?: ("read" | "write")
}
/**
 * A role of models in examples: its model, by name or as the newest of some, and the older ones that stand for it. When its model is another one than the lock knows, what stands for it follows.
 */
export interface RoleConfig {
/**
 * Exact ID of the model.
 */
model?: string
/**
 * In place of `model`: the newest of some.
 */
newest?: {
/**
 * The models it is chosen from.
 */
where?: Predicate
/**
 * Field with a date or a number; the model with the greatest is the newest.
 */
by: string
}
/**
 * Older models that stand for the role, besides its former one: exact IDs, patterns of IDs with `*`, a regular expression, or a predicate over the models of the catalog and the lock.
 */
follows?: (string | Predicate | (string | Predicate)[])
}
/**
 * Models that left.
 */
export interface LeftConfig {
/**
 * Exact IDs.
 */
ids?: string[]
/**
 * What holds of those that the catalog still lists.
 */
where?: Predicate
/**
 * Field that has the ID of a model's successor.
 */
successor?: string
}
