/** Who may use the pool, brought to what the program says: read first, then only the difference, each call sent once. */
import { changingUsers, sendOnce } from "../../../workspace/lost-answers.ts";
import type { AuthorizedObject } from "../../../workspace/types.ts";
import type { Draft, Goal } from "../state/draft.ts";
import { userChangeWords } from "../words/user-words.ts";
import { mostUsersAtOnce } from "./body.ts";
import { isAboutUsers, type UserChange, userChanges } from "./users.ts";
import { isMap, mapOf } from "./values.ts";

/** A list that cannot be read fails the update: to nobody it is an empty one. */
export async function applyUsers(goal: Goal, draft: Draft): Promise<void> {
  const { service, id, olds, news, until } = goal;
  if (isAboutUsers(olds, news)) {
    const there = await service.listDesktopPoolAuthorizedObjects(id, until);
    draft.users = there;
    for (const change of userChanges(olds, news, there)) await applyChange(goal, draft, change);
  } else if (isMap(news.authorizedObjects)) keepOthers(goal, draft);
  const { authorizedObjects: _, ...others } = draft.inputs;
  draft.inputs =
    news.authorizedObjects === undefined ? others : { ...others, authorizedObjects: news.authorizedObjects };
}

async function applyChange(goal: Goal, draft: Draft, { action, objects }: UserChange): Promise<void> {
  const { service, id: poolId, until, report } = goal;
  const line = userChangeWords(String(draft.seen?.pool.name), { action, objects });
  await (action === "REMOVE" ? report.warn(line) : report.note(line));
  for (let at = 0; at < objects.length; at += mostUsersAtOnce) {
    const some = objects.slice(at, at + mostUsersAtOnce);
    const onLost = () => {
      draft.accepted = true;
    };
    await sendOnce(service, { ...changingUsers(service, { poolId, action, objects: some }), onLost }, until);
    draft.accepted = true;
    note(goal, draft, { action, objects: some });
  }
}

/** Entry by entry: what has been done is true, whatever comes after it. */
function note({ news }: Goal, draft: Draft, { action, objects }: UserChange): void {
  const ids = new Set(objects.map(({ objectId }) => objectId));
  const kept = Object.entries(mapOf(draft.inputs.authorizedObjects)).filter(([id]) => !ids.has(id));
  const wanted = mapOf(news.authorizedObjects);
  const now = [...ids].flatMap((id) => (wanted[id] === undefined ? [] : [[id, wanted[id]] as const]));
  draft.inputs = { ...draft.inputs, authorizedObjects: Object.fromEntries([...kept, ...now]) };
  draft.users = usersAfter(draft.users ?? [], action, objects);
}

function usersAfter(
  users: readonly AuthorizedObject[],
  action: UserChange["action"],
  objects: readonly AuthorizedObject[],
): AuthorizedObject[] {
  const others = users.filter(
    (user) => !objects.some((o) => o.objectId === user.objectId && o.objectType === user.objectType),
  );
  return action === "REMOVE" ? others : [...others, ...objects];
}

/** They were not read now: what the last look told of the others stays. */
function keepOthers({ olds, news }: Goal, draft: Draft): void {
  const { undeclaredAuthorizedObjects: others } = olds;
  if (!Array.isArray(others)) return;
  const wanted = mapOf(news.authorizedObjects);
  const ids = [...Object.keys(wanted), ...others.map(String)];
  draft.users = ids.map((objectId) => ({ objectId, objectType: "", objectName: "", userGroup: "" }));
}
