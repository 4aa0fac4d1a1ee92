import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseHttpDate } from "../../../provider/workspace/requests/http-date.ts";
import { longestRetryAfterMs, retryAfterMs } from "../../../provider/workspace/requests/retry-after.ts";

/** The clock of the service, which is seven minutes behind what our own side believes of it. */
const date = "Sat, 21 Nov 2026 08:00:00 GMT";
const believed = Date.UTC(2026, 10, 21, 8, 7);

test.each<[string, string | undefined, number | undefined]>([
  ["seconds", "7", 7_000],
  ["seconds with blanks", "  7 ", 7_000],
  ["seconds with zeros in front", "007", 7_000],
  ["parts of seconds", "1.5", 1_500],
  ["a little more than nothing", "0.001", 1],
  ["zero", "0", 0],
  ["exactly the longest", "60", 60_000],
  ["a little more than the longest", "60.5", 60_000],
  ["a day", "86400", 60_000],
  ["a number that is no safe integer", "99999999999999999999", 60_000],
  ["a number that is infinite", "9".repeat(400), 60_000],
  ["a negative number", "-5", undefined],
  ["a number with a sign", "+5", undefined],
  ["a number with an exponent", "1e1", undefined],
  ["a hexadecimal number", "0x10", undefined],
  ["a point alone", ".", undefined],
  ["no number", "NaN", undefined],
  ["endless", "Infinity", undefined],
  ["seconds with a unit", "5s", undefined],
  ["a time span", "PT5S", undefined],
  ["nothing", undefined, undefined],
  ["an empty header", "", undefined],
  ["blanks", "   ", undefined],
  ["commas", ",,", undefined],
  ["words", "soon, perhaps", undefined],
  ["words with a number, which Date.parse takes for May 2001", "soon 5", undefined],
  ["a date of RFC 1123", "Sat, 21 Nov 2026 08:00:09 GMT", 9_000],
  ["a date of RFC 850", "Saturday, 21-Nov-26 08:00:09 GMT", 9_000],
  ["a date of asctime", "Sat Nov 21 08:00:09 2026", 9_000],
  ["a date of asctime with a day of one digit", "Tue Dec  1 08:00:09 2026", 60_000],
  ["a date with a leap second", "Sat, 21 Nov 2026 08:00:60 GMT", 60_000],
  ["the very moment", date, 0],
  ["a date that has passed", "Sat, 21 Nov 2026 07:59:00 GMT", 0],
  ["a date of another century", "Sun, 06 Nov 1994 08:49:37 GMT", 0],
  ["a year of two digits that has passed", "Sunday, 06-Nov-94 08:49:37 GMT", 0],
  ["a date years ahead", "Fri, 31 Dec 2055 23:59:59 GMT", 60_000],
  ["a date of ISO 8601", "2026-11-21T08:00:09Z", undefined],
  ["a date with another zone", "Sat, 21 Nov 2026 08:00:09 CST", undefined],
  ["a date without a zone", "Sat, 21 Nov 2026 08:00:09", undefined],
  ["a day that is not in its month", "Tue, 31 Feb 2026 08:00:09 GMT", undefined],
  ["day zero", "Tue, 00 Dec 2026 08:00:09 GMT", undefined],
  ["an hour that does not exist", "Sat, 21 Nov 2026 24:00:00 GMT", undefined],
  ["a minute that does not exist", "Sat, 21 Nov 2026 08:60:00 GMT", undefined],
  ["a second that does not exist", "Sat, 21 Nov 2026 08:00:61 GMT", undefined],
  ["a month that does not exist", "Sat, 21 Nev 2026 08:00:09 GMT", undefined],
  ["a word before a date", "after Sat, 21 Nov 2026 08:00:09 GMT", undefined],
  ["a word behind a date", "Sat, 21 Nov 2026 08:00:09 GMT or so", undefined],
  ["several numbers: the longest", "2, 30,5", 30_000],
  ["several dates: the longest", "Sat, 21 Nov 2026 08:00:09 GMT, Saturday, 21-Nov-26 08:00:20 GMT", 20_000],
  ["a date and a number", "Sat Nov 21 08:00:09 2026, 3", 9_000],
  ["a number and what nobody can read", "soon, 3, ", 3_000],
])("Retry-After with %s", (_name, value, expected) => {
  const headers = { date, ...(value === undefined ? {} : { "retry-after": value }) };
  expect(retryAfterMs(headers, believed)).toBe(expected);
});

test.each<[string, Record<string, string>]>([
  ["without a Date", {}],
  ["with a Date that nobody can read", { date: "today" }],
])("in an answer %s a date is measured against the time that the service is believed to have", (_name, headers) => {
  const value = "Sat, 21 Nov 2026 08:07:09 GMT";
  expect(retryAfterMs({ ...headers, "retry-after": value }, believed)).toBe(9_000);
});

test("whatever the header says, the wait is none or a number from nothing to the longest", () => {
  const words = fc.constantFrom(
    "Sat",
    ", ",
    "21 Nov 2026",
    " 08:00:09",
    " GMT",
    "-",
    "5",
    "1e9",
    ".",
    "Nov",
    "Infinity",
  );
  const value = fc.oneof(
    fc.string(),
    fc.array(words).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(value, fc.date({ noInvalidDate: true }), (text, now) => {
      const waitMs = retryAfterMs({ "retry-after": text }, now.getTime()) ?? 0;
      expect(waitMs).toBeGreaterThanOrEqual(0);
      expect(waitMs).toBeLessThanOrEqual(longestRetryAfterMs);
    }),
    { numRuns: 2_000 },
  );
});

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

test("each second of the century is read back from all three forms of a date", () => {
  const second = fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2050, 0, 1) / 1000 });
  fc.assert(
    fc.property(second, (at) => {
      const then = new Date(at * 1000);
      const [day = "", date = "", month = "", year = "", time = ""] = then.toUTCString().split(" ");
      const forms = [
        then.toUTCString(),
        `${weekdays[then.getUTCDay()]}, ${date}-${month}-${year.slice(-2)} ${time} GMT`,
        `${day.slice(0, 3)} ${month} ${String(then.getUTCDate()).padStart(2)} ${time} ${year}`,
      ];
      expect(forms.map((form) => parseHttpDate(form, believed))).toEqual(forms.map(() => at * 1000));
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ["Saturday, 21-Nov-76 00:00:00 GMT", 2076],
  ["Sunday, 21-Nov-77 00:00:00 GMT", 1977],
  ["Saturday, 21-Nov-26 00:00:00 GMT", 2026],
  ["Saturday, 21-Nov-00 00:00:00 GMT", 2000],
])("a year of two digits in %s is %i: at most fifty years ahead", (text, year) => {
  expect(new Date(parseHttpDate(text, believed) ?? 0).getUTCFullYear()).toBe(year);
});
