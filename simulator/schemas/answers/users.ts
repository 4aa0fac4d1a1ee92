// What calls on the users of a pool answer.

import * as Type from "../type.ts";
import { Answer, Count, sometimes, Text, UtcTime } from "./shared.ts";

export const UserList = Answer("UserList", {
  objects: Type.Array(
    Answer("AuthorizedObjectOfAnswer", {
      object_id: Text,
      object_type: Type.Enum(["USER", "USER_GROUP"]),
      object_name: Text,
      user_group: Text,
      created_at: UtcTime,
      ...sometimes({ domain: Type.Union([Text, Type.Null()]) }),
    }),
    { maxItems: 100 },
  ),
  total_count: Count,
});
