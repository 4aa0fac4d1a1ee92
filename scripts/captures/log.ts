// What a command printed, without what is another thing in every run: how often progress is told, and which resource comes first.

/** Of one task's progress only the last line stays, of the same line twice one, and no line of dots. */
export function excerptOfLog(log: string): string {
  const lines = log.split("\n").filter((line) => !line.startsWith("@ "));
  return lines.filter((line, i) => !isToldAgain(line, lines[i + 1] ?? "")).join("\n");
}

const isToldAgain = (line: string, next: string): boolean =>
  (taskOf(line) !== undefined && taskOf(line) === taskOf(next)) || (line !== "" && timeless(line) === timeless(next));

/** `adding 2 disks`; nothing for a line that is no progress. */
const taskOf = (line: string): string | undefined => /(\w+ing [^:()]+): \d+ % \(/.exec(line)?.[1];

const timeless = (line: string): string => line.replace(/\(\d+s\)/g, "");

/** The CLI lists the resources in an order of chance, in the table and in the diagnostics: here they stand by kind and name. */
export const inOrder = (screen: string): string => diagnosticsInOrder(rowsInOrder(screen));

const row = /^(.{5})[├└]─ (.*)$/;

function rowsInOrder(screen: string): string {
  const rows = screen.split("\n").filter((line) => row.test(line));
  const sorted = rows.toSorted((a, b) => (a.replace(row, "$2") < b.replace(row, "$2") ? -1 : 1));
  const drawn = sorted.map((line, i) => line.replace(row, `$1${i < rows.length - 1 ? "├" : "└"}─ $2`));
  return screen
    .split("\n")
    .map((line) => (row.test(line) ? (drawn.shift() ?? line) : line))
    .join("\n");
}

function diagnosticsInOrder(screen: string): string {
  const [head = "", rest] = screen.split(/^Diagnostics:\n/m);
  const end = rest === undefined ? -1 : rest.search(/^(?:Outputs|Resources|Duration):/m);
  if (rest === undefined || end < 0) return screen;
  const told = rest.slice(0, end).split(/^(?= {2}pulumi\S* \([^()]+\):$)/m);
  const sorted = told.map((text) => text.trimEnd()).sort();
  return `${head}Diagnostics:\n${sorted.join("\n\n")}\n\n${rest.slice(end)}`;
}
