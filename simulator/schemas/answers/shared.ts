// Pieces of answers that several calls share.

import Type from "typebox";

export const Text = Type.String();
export const Count = Type.Integer({ minimum: 0 });
export const Size = Type.Integer({ minimum: 1, maximum: 8200 });
export const Percent = Type.Integer({ minimum: 0, maximum: 100 });

export const UtcTime = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$" });
export const ZonelessTime = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$" });

/** A call that starts a job tells its id, and nothing of what it makes. */
export const JobId = Type.Object({ job_id: Type.String({ minLength: 1 }) });

/** Tests read an empty body as null. */
export const NoBody = Type.Null();
