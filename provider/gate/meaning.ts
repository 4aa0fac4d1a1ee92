/** What one line of a preview comes to, in gigabytes and desktops: `−50 GB × 10 desktops`. Pure. */

/** Nothing where the words have no such figures. */
export function meaningOf(words: string): string | undefined {
  const disk = /disk "(?:[^"\\]|\\.)*" \([^,()]+, (\d+) GB/.exec(words);
  if (disk === null) return undefined;
  const size = Number(disk[1]);
  const to = /\bto (\d+) GB/.exec(words);
  const hosts = /\((\d+ desktops?)\b/.exec(words)?.[1] ?? "1 desktop";
  if (words.startsWith("DELETES DATA")) return `−${size} GB × ${hosts}`;
  if (words.startsWith("expands") && to !== null) return `+${Number(to[1]) - size} GB × ${hosts}`;
  return words.startsWith("adds") ? `+${size} GB × ${hosts}` : undefined;
}
