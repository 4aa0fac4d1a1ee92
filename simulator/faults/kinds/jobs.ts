// The fate of the job that a call starts.

import * as Type from "../../schemas/type.ts";
import { kind } from "./kind.ts";

const Told = Type.String({ maxLength: 100_000 });

export const jobs = {
  job: kind(
    {
      job: Type.Object(
        {
          outcome: Type.Optional(
            Type.Enum(["success", "fail", "partial", "stuck", "unbegun", "lie", "denial", "warning"], {
              description:
                "fail: on all desktops; partial: on some; stuck: at 99 per cent for ever; unbegun: never begins; " +
                "lie: says it went well and has done nothing; denial: says it failed and has done all; " +
                "warning: goes well and tells an error code",
            }),
          ),
          failDesktops: Type.Optional(
            Type.Integer({ minimum: 1, description: "the outcome is that of so many desktops, the last ones" }),
          ),
          code: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
          reason: Type.Optional(Told),
          process: Type.Optional(
            Type.Integer({ minimum: 0, maximum: 100, description: "where a stuck part stops; 99 if left out" }),
          ),
          slow: Type.Optional(Type.Number({ minimum: 0, maximum: 1e6, description: "so many times as long" })),
          status: Type.Optional(Type.String({ maxLength: 255, description: "this word for the job; may be empty" })),
          subJobStatus: Type.Optional(Type.String({ maxLength: 255, description: "this word for each of its parts" })),
          untilEnd: Type.Optional(Type.Boolean({ description: "these words only until it has ended" })),
          vanishes: Type.Optional(
            Type.Enum(["at-once", "at-end"], { description: "since when the job is not found and has no sub-jobs" }),
          ),
          subJobs: Type.Optional(
            Type.Enum(["none", "reversed"], { description: "never listed, or ending last first" }),
          ),
        },
        { additionalProperties: false, minProperties: 1 },
      ),
    },
    {
      description: "the fate of the job that the call starts",
      examples: [
        { job: { outcome: "partial", failDesktops: 1, code: "EVS.0042", reason: "no room on the host" } },
        { job: { outcome: "stuck" } },
        { job: { outcome: "lie" } },
        { job: { status: "PAUSED", untilEnd: true } },
        { job: { vanishes: "at-once" } },
        { job: { slow: 10 } },
      ],
    },
  ),
} as const;
