/** A day of the calendar. */
type Day = { readonly year: number; readonly month: number; readonly day: number };

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

/** Above this, a number of Unix time counts milliseconds: as seconds it would be past the year 5000. */
const mostSeconds = 1e11;

/** The day in UTC of a count of days since 1970-01-01, by the proleptic Gregorian calendar (years that begin in March). */
const civilDay = (days: number): Day => {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * march + 2) / 5) + 1,
  };
};

const daysIn = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

const ofUnix = (time: number): Day | undefined => {
  const seconds = Math.abs(time) < mostSeconds ? time : time / 1000;
  const day = civilDay(Math.floor(seconds / 86_400));
  return day.year >= 1 && day.year <= 9999 ? day : undefined;
};

const parseDay = (text: string): Day | undefined => {
  const trimmed = text.trim();
  const written = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ]\d\d:\d\d.*)?$/su.exec(trimmed);
  if (written === null)
    return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(trimmed) ? ofUnix(Number(trimmed)) : undefined;
  const [year, month, day] = [Number(written[1]), Number(written[2]), Number(written[3])];
  const valid = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return valid ? { year, month, day } : undefined;
};

const padded = (value: number, length: number): string => String(value).padStart(length, "0");

/**
 * A date of Unix seconds, of Unix milliseconds or of ISO text, whose date is taken as it is written;
 * undefined when the text is none. No clock, zone or locale has a say in it.
 */
export const showDate = (text: string, style: "iso" | "month" | "long"): string | undefined => {
  const parsed = parseDay(text);
  if (parsed === undefined) return undefined;
  const { year, month, day } = parsed;
  const name = monthNames[month - 1] ?? "";
  if (style === "month") return `${name} ${year}`;
  return style === "long"
    ? `${name} ${day}, ${year}`
    : `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
};
