/** A person who does exactly what an error says, and nothing else. */
import type { Plain } from "../../provider/lifecycle/hooks.ts";

type Volumes = Readonly<Record<string, Plain>>;

/** The program with the lines that the errors ask for; nothing when they ask for none. */
export function followed(volumes: Volumes, errors: readonly string[]): Volumes | undefined {
  const text = errors.join("\n");
  const lines = [...idLines(text), ...sizeLines(text)].filter(([key]) => volumes[key] !== undefined);
  if (lines.length === 0) return undefined;
  const edited = Object.fromEntries(
    Object.entries(volumes).map(([key, disk]) => [
      key,
      Object.assign({}, disk, ...lines.filter(([k]) => k === key).map(([, line]) => line)),
    ]),
  );
  return JSON.stringify(edited) === JSON.stringify(volumes) ? undefined : edited;
}

type Line = readonly [key: string, line: Plain];

/** "write `id: "ID"` under "KEY"", or a list of ids and the keys that they are for: any of them will do here. */
function idLines(text: string): Line[] {
  const one = /write `id: "([^"]+)"`(?: and `size: (\d+)`)? under "(\w+)"/g;
  const list = /added for "(\w+)", but \d+ such are new on pool [^:]*: (\S+) \(/g;
  return [
    ...[...text.matchAll(one)].map(
      ([, id, size, key = ""]): Line => [key, { id, ...(size === undefined ? {} : { size: Number(size) }) }],
    ),
    ...[...text.matchAll(list)].map(([, key = "", id]): Line => [key, { id }]),
  ];
}

const sizeLines = (text: string): Line[] =>
  [...text.matchAll(/disk "(\w+)" is \d+ GB, the program says \d+: write `size: (\d+)`/g)].map(
    ([, key = "", size]): Line => [key, { size: Number(size) }],
  );
