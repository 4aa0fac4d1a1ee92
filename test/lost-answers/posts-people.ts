/** The users of a pool, and messages to them. */
import { changingUsers, notifyingDesktops, notifyingPool, sendOnce } from "../../provider/workspace/lost-answers.ts";
import { anothersCall, type Office, someOf } from "./office.ts";
import type { Post, Prepared } from "./posts.ts";

const person = (name: string, userGroup = "users") => ({
  objectId: `id-of-${name}`,
  objectType: "USER",
  objectName: name,
  userGroup,
});
const onWire = (name: string) =>
  ({
    object_id: `id-of-${name}`,
    object_type: "USER",
    object_name: name,
    user_group: "users",
  }) as const;

function users(office: Office): Prepared {
  const { service, poolId, until, chance, simulator } = office;
  const action = chance.of(["ADD", "REMOVE", "CHANGE_PRIVILEGE"]);
  const names = ["ann", "ben", "cid"];
  const isThere = action !== "ADD";
  if (isThere) simulator.act({ do: "changeUsers", pool: poolId, action: "ADD", objects: names.map(onWire) });
  const asked = someOf(office, names);
  const objects = asked.map((name) => person(name, action === "CHANGE_PRIVILEGE" ? "sudo" : "users"));
  const there = () => (office.now()?.users ?? []).filter((user) => asked.includes(user.object_name));
  return {
    send: () => sendOnce(service, changingUsers(service, { poolId, action, objects }), until),
    isDone: () => {
      if (action === "REMOVE") return there().length === 0;
      const group = action === "ADD" ? "users" : "sudo";
      return there().length === asked.length && there().every((user) => user.user_group === group);
    },
    another: anothersCall(
      "CreateDesktopPoolAuthorizedObjects",
      { pool: poolId },
      { action: "ADD", objects: [onWire("dan")] },
    ),
  };
}

const shown = (office: Office, text: string) =>
  office.simulator.ledger({ kind: "users-notified" }).effects.filter((effect) => effect.detail === text);

function pool(office: Office): Prepared {
  const { service, poolId, until } = office;
  const notifications = "Save your work";
  return {
    send: () => sendOnce(service, notifyingPool(service, { poolId, notifications }), until),
    isDone: () => shown(office, notifications).length === 1,
    earlier: earlier(office),
  };
}

function desktops(office: Office): Prepared {
  const { service, poolId, until } = office;
  const notifications = "Save your work now";
  const desktopIds = office.desktops.map(({ id }) => id);
  return {
    send: () => sendOnce(service, notifyingDesktops(service, { poolId, desktopIds, notifications }), until),
    isDone: () => shown(office, notifications).length === 1,
    earlier: earlier(office),
  };
}

/** Messages of two people at the same time cannot be told apart, so another's comes long before. */
const earlier = ({ poolId }: Office) =>
  anothersCall("SendDesktopPoolNotifications", { pool: poolId }, { notifications: "Lunch" });

export const peoplePosts: readonly Post[] = [
  {
    operation: "CreateDesktopPoolAuthorizedObjects",
    effect: "users-",
    prepare: users,
  },
  { operation: "SendDesktopPoolNotifications", job: "sendNotifications", isUnlisted: true, prepare: pool },
  { operation: "SendNotifications", job: "sendNotifications", isUnlisted: true, prepare: desktops },
];
