/** `adding 2 disks: 40 % (4/10 desktops) 01:12` */
import type { Report } from "../progress/report.ts";
import type { JobProgress } from "../workspace/jobs.ts";

export const progressOf =
  (report: Report, what: string) =>
  (progress: JobProgress): Promise<void> =>
    report.progress(
      `${what}: ${progress.percent} % (${progress.done}/${progress.total} desktops) ${minutes(progress.elapsedMs)}`,
    );

/** `01:12` */
export function minutes(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}
