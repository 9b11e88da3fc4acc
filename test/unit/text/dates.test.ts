import { describe, expect, test } from "vitest";
import { daysSince1970, showDate } from "../../../src/text/dates.ts";

const day = 86_400_000;

test("days of the calendar from 1970 to 2199 have the count that the platform gives them", () => {
  const last = Date.UTC(2199, 11, 31) / day;
  for (let count = 0; count <= last; count += 11) {
    const text = new Date(count * day).toISOString().slice(0, 10);
    if (daysSince1970(text) !== count) expect([text, daysSince1970(text)]).toEqual([text, count]);
  }
  expect(last).toBe(84_005);
});

test("days have the Unix seconds and milliseconds that the platform gives them", () => {
  for (let count = 1200; count < 80_000; count += 31) {
    const text = new Date(count * day).toISOString().slice(0, 10);
    const shown = [count * 86_400, count * 86_400 + 86_399, count * day + day - 1].map((time) =>
      showDate(String(time), "iso"),
    );
    if (shown.some((each) => each !== text)) expect([text, ...shown]).toEqual([text, text, text, text]);
  }
  expect(showDate(String(1200 * 86_400), "iso")).toBe("1973-04-15");
});

describe("a date", () => {
  test.each<readonly [text: string, iso: string | undefined]>([
    ["2025", "2025"],
    ["2025-06", "2025-06"],
    ["2025-06-11", "2025-06-11"],
    [" 2025/06/11 ", "2025-06-11"],
    ["2025-06/11", undefined],
    ["2025-06-11T23:59:59.123+02:00", "2025-06-11"],
    ["2025-06-11 23:59 UTC", "2025-06-11"],
    ["2025-06-11T23", undefined],
    ["202506", "2025-06"],
    ["20250611", "2025-06-11"],
    ["20250611T1200Z", "2025-06-11"],
    ["20250611T120000+0200", "2025-06-11"],
    ["20251301", undefined],
    ["2025-00", undefined],
    ["2025-13", undefined],
    ["2025-02-00", undefined],
    ["2025-02-29", undefined],
    ["2024-02-29", "2024-02-29"],
    ["2100-02-29", undefined],
    ["2000-02-29", "2000-02-29"],
    ["2025-04-31", undefined],
    ["2025-06-31", undefined],
    ["2025-09-31", undefined],
    ["2025-11-31", undefined],
    ["2025-01-31", "2025-01-31"],
    ["1969", undefined],
    ["1970", "1970"],
    ["2199-12-31", "2199-12-31"],
    ["2200", undefined],
    ["99999999", undefined],
    ["100000000", "1973-03-03"],
    ["099999999", undefined],
    ["7299999999", "2201-04-30"],
    ["7300000000", undefined],
    ["100000000000", "1973-03-03"],
    ["1749600000.5", "2025-06-11"],
    ["June 11, 2025", "2025-06-11"],
    ["Jun. 2025", "2025-06"],
    ["june 3rd 2025", "2025-06-03"],
    ["11 June 2025", "2025-06-11"],
    ["1st Sept, 2025", "2025-09-01"],
    ["June 31, 2025", undefined],
    ["Ju 2025", undefined],
    ["Juno 2025", undefined],
    ["2025 June", undefined],
    ["soon", undefined],
    ["", undefined],
  ])("%j is %j", (text, iso) => {
    expect(showDate(text, "iso")).toBe(iso);
  });

  test.each<readonly [text: string, style: "month" | "long", want: string]>([
    ["2025", "long", "2025"],
    ["2025-06", "long", "June 2025"],
    ["2025-06-01", "long", "June 1, 2025"],
    ["2025-06-01", "month", "June 2025"],
    ["2025-12-01", "month", "December 2025"],
  ])("%s in the style %s: %s", (text, style, want) => {
    expect(showDate(text, style)).toBe(want);
  });

  test.each<readonly [text: string, count: number | undefined]>([
    ["1970", 0],
    ["1970-02", 31],
    ["1970-02-02", 32],
    ["someday", undefined],
  ])("%s is %j days after 1970-01-01", (text, count) => {
    expect(daysSince1970(text)).toBe(count);
  });
});
