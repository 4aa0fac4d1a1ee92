// Pieces of answers that several calls share.

import type { TProperties } from "../type.ts";
import * as Type from "../type.ts";

export const Text = Type.String();
export const Flag = Type.Boolean();
export const Count = Type.Integer({ minimum: 0 });
export const Size = Type.Integer({ minimum: 1, maximum: 32_768, description: "in GB" });
export const Percent = Type.Integer({ minimum: 0, maximum: 100 });

export const UtcTime = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$" });
export const ZonelessTime = Type.String({
  pattern: "^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$",
  description: "in UTC or in UTC+8: the dialect job-time-zone",
});

/** An answer holds what is listed and nothing else, so that a field that slips in is noticed. */
export const Answer = <P extends TProperties>(title: string, fields: P) =>
  Type.Object(fields, { title, additionalProperties: false });

/** Fields that are there only sometimes, because of the state of things, of a dialect, or of the date of the contract. */
export const sometimes = <P extends TProperties>(fields: P) => Type.Partial(Type.Object(fields)).properties;

/** A call that starts a job tells its id, and nothing of what it makes. */
export const JobId = Answer("JobStarted", { job_id: Type.String({ minLength: 1, maxLength: 255 }) });

export const Tags = Type.Array(Answer("TagOfAnswer", { key: Text, ...sometimes({ value: Text }) }));

export const SecurityGroup = Answer("SecurityGroup", { id: Text, name: Text });

/** Tests read an empty body as null. */
export const NoBody = Type.Null();
