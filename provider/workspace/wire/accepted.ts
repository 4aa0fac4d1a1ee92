/** The answers of asynchronous calls: the id of the job that does the work, and of a resize the jobs of the desktops. */
import { z } from "zod";
import type { Accepted, ResizeAccepted } from "../types.ts";
import { id } from "./fields.ts";

export const acceptedAnswer: z.ZodType<Accepted> = z.object({ jobId: id });

export const resizeAnswer: z.ZodType<ResizeAccepted> = z.object({
  jobId: id,
  jobs: z.array(z.object({ desktopId: id, jobId: id })).exactOptional(),
});
