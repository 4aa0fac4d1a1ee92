/** What the service says of a pool, of its desktops and of their disks may lag behind the job that changed them, but not for longer than this. */
import type { WorkspaceService } from "../workspace/service.ts";

export const staleForMs = 30_000;
export const lookEveryMs = 5_000;

/** What is still listed when a lag of the lists cannot explain it any more. */
export async function leftAfterLag<Left>(
  { clock }: WorkspaceService,
  look: () => Promise<readonly Left[]>,
): Promise<readonly Left[]> {
  const since = clock.now();
  for (;;) {
    const left = await look();
    if (left.length === 0 || clock.now() - since >= staleForMs) return left;
    await clock.sleep(lookEveryMs);
  }
}
