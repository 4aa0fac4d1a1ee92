/** What calls that change disks do to a pool and to its desktops, where the service does what it is asked for. */
import type { VolumesChange } from "../../../provider/workspace/service.ts";
import type { DesktopVolumesToAdd, Pool, PoolDesktop, VolumesQos } from "../../../provider/workspace/types.ts";
import { copy } from "./identity-scene.ts";

interface Host {
  pool: Pool | undefined;
  desktops: readonly PoolDesktop[];
}

type Asked = Partial<VolumesChange>;

const follows = ({ handleType, desktopIds }: Asked, { desktopId }: PoolDesktop): boolean =>
  handleType !== "ONLY_FOR_EXPAND" && (desktopIds?.includes(desktopId) ?? true);

type Copies = PoolDesktop["dataVolumes"];

function changed(
  host: Host,
  asked: Asked,
  disks: (now: Pool["dataVolumes"]) => Pool["dataVolumes"],
  copies: (now: Copies, d: PoolDesktop) => Copies,
) {
  if (host.pool === undefined) return;
  host.pool = { ...host.pool, dataVolumes: disks(host.pool.dataVolumes) };
  host.desktops = host.desktops.map((d) => (follows(asked, d) ? { ...d, dataVolumes: copies(d.dataVolumes, d) } : d));
}

/** New disks are `n1`, `n2`, … */
export function add(
  host: Host,
  asked: Asked,
  volumes: readonly { readonly type: string; readonly size: number }[],
): void {
  const made = (host.pool?.dataVolumes ?? []).filter(({ id }) => /^n\d+$/.test(id)).length;
  const fresh = volumes.map(({ type, size }, i) => ({ id: `n${made + i + 1}`, type, size }));
  changed(
    host,
    asked,
    (disks) => [...disks, ...fresh],
    (copies, d) => [
      ...copies,
      ...fresh.map(({ id, type, size }) => copy(id, { volumeId: `${d.desktopId}-${id}`, type, size })),
    ],
  );
}

type Known = Asked & { readonly volumes: readonly { readonly id: string; readonly size: number }[] };

export function expand(host: Host, asked: Known): void {
  const size = (id: string | undefined, was: number) => asked.volumes.find((v) => v.id === id)?.size ?? was;
  changed(
    host,
    asked,
    (disks) => disks.map((v) => ({ ...v, size: size(v.id, v.size) })),
    (copies) => copies.map((c) => ({ ...c, size: size(c.desktopPoolDiskId, c.size) })),
  );
}

export function remove(host: Host, asked: Known): void {
  const isGone = (id: string | undefined) => asked.volumes.some((v) => v.id === id);
  changed(
    host,
    asked,
    (disks) => disks.filter((v) => !isGone(v.id)),
    (copies) => copies.filter((c) => !isGone(c.desktopPoolDiskId)),
  );
}

export function removeCopies(
  host: Host,
  { desktopId, volumeIds }: { desktopId: string; volumeIds: readonly string[] },
): void {
  const rest = (copies: Copies) => copies.filter(({ volumeId = "" }) => !volumeIds.includes(volumeId));
  changed(host, { desktopIds: [desktopId] }, (disks) => disks, rest);
}

type SmallCopy = { readonly volumeId: string; readonly newSize: number };

export function expandCopies(host: Host, small: readonly SmallCopy[]): void {
  const size = (id: string | undefined, was: number) => small.find((s) => s.volumeId === id)?.newSize ?? was;
  const grown = (copies: Copies) => copies.map((c) => ({ ...c, size: size(c.volumeId, c.size) }));
  changed(host, {}, (disks) => disks, grown);
}

/** Disks of the desktop's own; new ones are `n1`, `n2`, … here too. */
export function give(host: Host, gifts: readonly DesktopVolumesToAdd[]): void {
  for (const { desktopId, volumes } of gifts) {
    const all = host.desktops.flatMap((d) => d.dataVolumes);
    const made = all.filter(({ volumeId = "" }) => /^n\d+$/.test(volumeId)).length;
    const fresh = volumes.map(({ type, size }, i) => ({ volumeId: `n${made + i + 1}`, type, size }));
    const filled = (d: PoolDesktop) => ({ ...d, dataVolumes: [...d.dataVolumes, ...fresh] });
    host.desktops = host.desktops.map((d) => (d.desktopId === desktopId ? filled(d) : d));
  }
}

export function setSpeed(host: Host, { volumeIds, qos }: VolumesQos): void {
  const set = (copies: Copies) => copies.map((c) => (volumeIds.includes(c.volumeId ?? "") ? { ...c, ...qos } : c));
  changed(host, {}, (disks) => disks, set);
}
