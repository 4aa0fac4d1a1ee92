// How things are said: times, ids, calls and effects, each in one short line.

export const gb = (size) => `${size} GB`;
export const count = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;
export const dayAndTime = (iso) => iso.replace("T", " ").replace(/\.\d+Z$/, " UTC");
export const time = (iso) => iso.slice(11, 19);

/** Enough of an id to tell it from its neighbours. */
export const short = (id) => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? id.slice(0, 8) : id);

const shortPath = (path) => path.replace(/^\/v2\/[^/]+/, "").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, short);

export const isCall = (line) => "method" in line;

/** What was asked, and what came of it. */
export function callWords({ method, path, operation, status, errorCode, fault }) {
  const answer = status === 0 ? "no answer" : status;
  const marks = [errorCode, fault && `fault: ${fault}`].filter(Boolean).map((mark) => ` (${mark})`);
  return `${operation === "Unknown" ? "" : `${operation}: `}${method} ${shortPath(path)} → ${answer}${marks.join("")}`;
}

/** What happened, to what. */
export function effectWords(effect) {
  const { kind, poolName, desktopName, disk, volume, type, size, fromSize, dataLostGb } = effect;
  const sizes = size === undefined ? "" : fromSize === undefined ? gb(size) : `${fromSize} → ${gb(size)}`;
  const place = [poolName, desktopName].filter((word) => word !== undefined).join(" / ");
  const which = disk ?? volume;
  const about = [place, which && `disk ${short(which)}`, type, sizes, changeWords(effect)].filter(Boolean).join(" · ");
  return `${kind}${about && `: ${about}`}${dataLostGb ? ` — ${gb(dataLostGb)} of data lost` : ""}`;
}

/** The new values of what was changed, as far as they can be read at a glance. */
function changeWords({ kind, detail, set }) {
  if (!set || !/-(updated|state)$/.test(kind)) return detail;
  const values = Object.entries(set).map(([name, value]) => `${name} = ${wordOf(value)}`);
  return values.join(", ").slice(0, 160);
}

const wordOf = (value) => (typeof value === "string" && value !== "" ? value : JSON.stringify(value));

export const lineWords = (line) => (isCall(line) ? callWords(line) : effectWords(line));

/** Calls and effects share one numbering: one story, the newest line first. */
export const linesOf = ({ calls, effects }) => [...calls, ...effects].sort((a, b) => b.seq - a.seq);
