/** A date as precisely as it is known. */
type Day = { readonly year: number; readonly month?: number; readonly day?: number };

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The years of the dates that a catalog has: what would be another is no date. */
const years = { first: 1970, last: 2199 };

/** Unix time of the seconds and milliseconds that are taken for one: from March 1973 to 2201; 0 and small counts are none. */
const unixSeconds = { least: 1e8, most: 7.3e9 };

const daysIn = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

const daysOf = (year: number): number => 337 + daysIn(year, 2);

/** The day in UTC of a count of days since 1970-01-01. */
const civilDay = (days: number): Day => {
  let [year, month, left] = [1970, 1, days];
  for (; left >= daysOf(year); year += 1) left -= daysOf(year);
  for (; left >= daysIn(year, month); month += 1) left -= daysIn(year, month);
  return { year, month, day: left + 1 };
};

/** The count of days since 1970-01-01 of a day of the calendar: `civilDay` the other way round. */
const dayCount = ({ year, month = 1, day = 1 }: Day): number => {
  let count = day - 1;
  for (let before = 1970; before < year; before += 1) count += daysOf(before);
  for (let before = 1; before < month; before += 1) count += daysIn(year, before);
  return count;
};

const ofUnix = (time: number): Day | undefined => {
  const { least, most } = unixSeconds;
  const seconds = time >= least && time < most ? time : time / 1000;
  return seconds >= least && seconds < most ? civilDay(Math.floor(seconds / 86_400)) : undefined;
};

/** The date of these numbers, if the calendar has it. */
const checked = (year: number, month?: number, day?: number): Day | undefined => {
  if (year < years.first || year > years.last) return undefined;
  if (month === undefined) return { year };
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return { year, month };
  return day >= 1 && day <= daysIn(year, month) ? { year, month, day } : undefined;
};

/** The number of a month by its English name, or by three letters of it or more; 0 where it is none. */
const monthOf = (name: string): number => {
  const text = name.toLowerCase();
  return monthNames.findIndex((month) => text.length >= 3 && month.toLowerCase().startsWith(text)) + 1;
};

const inWords = (text: string): Day | undefined => {
  const monthFirst = /^([A-Za-z]+)\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (\d{4})$/.exec(text);
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]+)\.?,? (\d{4})$/.exec(text);
  const [, name = "", day, year = ""] = monthFirst ?? [
    "",
    dayFirst?.[2] ?? "",
    dayFirst?.[1],
    dayFirst?.[3] ?? "",
  ];
  return checked(Number(year), monthOf(name), day === undefined ? undefined : Number(day));
};

const iso =
  /^(\d{4})(?:([-/])(\d\d)(?:\2(\d\d)(?:[Tt ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:[Zz]|UTC|[+-]\d\d(?::?\d\d)?))?)?)?)?$/;

const parseDay = (text: string): Day | undefined => {
  const trimmed = text.trim();
  const written = iso.exec(trimmed);
  if (written !== null) {
    const [, year, , month, day] = written;
    return checked(
      Number(year),
      month === undefined ? undefined : Number(month),
      day === undefined ? undefined : Number(day),
    );
  }
  const compact = /^(\d{4})(\d\d)(?:(\d\d)(?:T\d{4}(?:\d\d)?(?:Z|[+-]\d{4})?)?)?$/.exec(trimmed);
  if (compact !== null) {
    const [, year, month, day] = compact;
    return checked(Number(year), Number(month), day === undefined ? undefined : Number(day));
  }
  return /^\d{9,13}(?:\.\d{1,9})?$/.test(trimmed) ? ofUnix(Number(trimmed)) : inWords(trimmed);
};

const padded = (value: number, length: number): string => String(value).padStart(length, "0");

/**
 * A date of ISO text (whose date is taken as it is written), of `20250611`, of English words, or of Unix seconds or
 * milliseconds; shown as precisely as it is given: a year, a month or a day. Undefined when the text is none. No
 * clock, zone or locale has a say in it.
 */
export const showDate = (text: string, style: "iso" | "month" | "long"): string | undefined => {
  const parsed = parseDay(text);
  if (parsed === undefined) return undefined;
  const { year, month, day } = parsed;
  if (month === undefined) return padded(year, 4);
  const name = monthNames[month - 1] ?? "";
  if (style === "iso")
    return [padded(year, 4), padded(month, 2), ...(day === undefined ? [] : [padded(day, 2)])].join("-");
  return style === "long" && day !== undefined ? `${name} ${day}, ${year}` : `${name} ${year}`;
};

/** The count of days since 1970-01-01 of a date, of the first one that it may be; undefined when the text is none. */
export const daysSince1970 = (text: string): number | undefined => {
  const parsed = parseDay(text);
  return parsed === undefined ? undefined : dayCount(parsed);
};
