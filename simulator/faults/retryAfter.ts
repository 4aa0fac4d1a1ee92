// The header Retry-After in every form that clients meet, right and wrong.

export const retryAfterForms = [
  "seconds",
  "zero",
  "decimal",
  "http-date",
  "rfc850-date",
  "asctime-date",
  "past-date",
  "negative",
  "garbage",
  "huge",
  "several",
  "empty",
  "absent",
] as const;
type RetryAfterForm = (typeof retryAfterForms)[number];

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** One line, several, or none. */
export function retryAfter(form: RetryAfterForm, seconds: number, now: number): string | string[] | undefined {
  const then = new Date(now + seconds * 1000);
  const past = new Date(now - Math.max(1, seconds) * 1000);
  const whole = String(Math.ceil(seconds));
  const forms: { readonly [F in RetryAfterForm]: string | string[] | undefined } = {
    seconds: whole,
    zero: "0",
    decimal: `${seconds.toFixed(1)}`,
    "http-date": then.toUTCString(),
    "rfc850-date": rfc850(then),
    "asctime-date": asctime(then),
    "past-date": past.toUTCString(),
    negative: "-5",
    garbage: "soon, perhaps",
    huge: "99999999999999999999",
    several: [whole, String(Math.ceil(seconds) * 30)],
    empty: "",
    absent: undefined,
  };
  return forms[form];
}

/** `Sunday, 06-Nov-94 08:49:37 GMT` */
function rfc850(date: Date): string {
  const [, day, month, year = "", time] = date.toUTCString().split(" ");
  return `${days[date.getUTCDay()]}, ${day}-${month}-${year.slice(-2)} ${time} GMT`;
}

/** `Sun Nov  6 08:49:37 1994` */
function asctime(date: Date): string {
  const [weekday = "", , month, year, time] = date.toUTCString().split(" ");
  return `${weekday.slice(0, 3)} ${month} ${String(date.getUTCDate()).padStart(2)} ${time} ${year}`;
}
