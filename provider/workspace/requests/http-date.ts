/**
 * The three ways in which HTTP writes a date (RFC 9110 §5.6.7). Read strictly: `Date.parse` finds a date in nearly any
 * text, and takes the third way for local time.
 */

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const month = `(?<month>${months.join("|")})`;
const time = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
const day = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const wholeDay = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day";

const forms = [
  // Sun, 06 Nov 1994 08:49:37 GMT
  new RegExp(`^${day}, (?<day>\\d\\d) ${month} (?<year>\\d{4}) ${time} GMT$`),
  // Sunday, 06-Nov-94 08:49:37 GMT
  new RegExp(`^${wholeDay}, (?<day>\\d\\d)-${month}-(?<year>\\d\\d) ${time} GMT$`),
  // Sun Nov  6 08:49:37 1994
  new RegExp(`^${day} ${month} (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})$`),
];

/** Milliseconds since 1970; `undefined` for anything else. `now` decides the century of a year of two digits. */
export function parseHttpDate(text: string, now: number): number | undefined {
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    if (groups !== undefined) return dateOf(groups, now);
  }
  return undefined;
}

function dateOf(groups: Readonly<Record<string, string | undefined>>, now: number): number | undefined {
  const part = (name: string) => Number(groups[name]);
  const year = groups.year?.length === 2 ? wholeYear(part("year"), now) : part("year");
  if (part("hour") > 23 || part("minute") > 59 || part("second") > 60) return undefined;
  const month = months.indexOf(groups.month ?? "");
  const date = Date.UTC(year, month, part("day"), part("hour"), part("minute"), part("second"));
  // 31 February would be a day in March, and day 0 one in the month before.
  const isReal = new Date(Date.UTC(year, month, part("day"))).getUTCMonth() === month;
  return isReal ? date : undefined;
}

/** Two digits that would lie more than fifty years ahead mean the last such year (RFC 9110 §5.6.7). */
function wholeYear(twoDigits: number, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}
